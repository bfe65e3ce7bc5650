/**
 * Reads what the protocol itself needs from a tool's JSON Schema: which arguments travel as
 * headers. Validates no arguments and fetches nothing.
 */
@NullMarked
package io.ultimatemcp.protocol.schema;

import org.jspecify.annotations.NullMarked;
