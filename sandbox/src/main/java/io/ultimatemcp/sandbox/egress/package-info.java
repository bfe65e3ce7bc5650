/**
 * Lets one run reach the hosts that it was allowed, and nothing else.
 *
 * <p>The run has a network namespace with nothing but its loopback. A {@link
 * io.ultimatemcp.sandbox.egress.Forwarder} of ours listens there and hands every connection over a
 * socket file to the {@link io.ultimatemcp.sandbox.egress.EgressProxy} of that run, which decides,
 * resolves, connects and counts. This room must not know how a sandbox is built, nor who asked for
 * a host.
 */
@NullMarked
package io.ultimatemcp.sandbox.egress;

import org.jspecify.annotations.NullMarked;
