/**
 * From a method to its feature: runs handlers, pages lists, checks parameters, and turns values
 * into results of the call's dialect. Sees one call at a time and no transport.
 */
@NullMarked
package io.ultimatemcp.protocol.dispatch;

import org.jspecify.annotations.NullMarked;
