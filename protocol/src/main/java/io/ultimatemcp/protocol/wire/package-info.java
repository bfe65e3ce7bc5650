/**
 * What travels: JSON, JSON-RPC messages, revisions, faults and the limits that bind them. Knows no
 * feature, no era and no transport.
 */
@NullMarked
package io.ultimatemcp.protocol.wire;

import org.jspecify.annotations.NullMarked;
