/**
 * The HTTP door with callers who are wrong, rude or strangers: every mistake gets an answer that
 * helps, nobody gets in without a token.
 */
@NullMarked
package io.ultimatemcp.acceptance.http;

import org.jspecify.annotations.NullMarked;
