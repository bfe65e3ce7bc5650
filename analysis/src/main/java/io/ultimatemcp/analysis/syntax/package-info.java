/**
 * Text to syntax tree: tree-sitter's C library called through the foreign function interface, its
 * tree copied into Java's memory and its own memory freed before anyone sees the result. Knows
 * grammars, not what their nodes mean.
 */
@NullMarked
package io.ultimatemcp.analysis.syntax;

import org.jspecify.annotations.NullMarked;
