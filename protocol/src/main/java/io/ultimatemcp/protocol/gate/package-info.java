/**
 * The ladder of checks a stateless request climbs before its handler runs, as ordered data. Decides
 * nothing about results.
 */
@NullMarked
package io.ultimatemcp.protocol.gate;

import org.jspecify.annotations.NullMarked;
