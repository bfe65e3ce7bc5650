/**
 * What {@code execute_code} promises, through every door: fields, endings, files, isolation. Knows
 * nothing of HTTP beyond a client.
 */
@NullMarked
package io.ultimatemcp.acceptance.tool;

import org.jspecify.annotations.NullMarked;
