/** The official suite, run on the fixture server. */
@NullMarked
package io.ultimatemcp.protocol.conformance;

import org.jspecify.annotations.NullMarked;
