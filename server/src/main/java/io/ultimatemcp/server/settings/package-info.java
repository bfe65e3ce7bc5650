/**
 * What the operator may choose: one record, read once from flags, environment and file. Knows
 * nobody who reads it.
 */
@NullMarked
package io.ultimatemcp.server.settings;

import org.jspecify.annotations.NullMarked;
