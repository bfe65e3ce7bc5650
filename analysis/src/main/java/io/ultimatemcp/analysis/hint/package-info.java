/**
 * Syntax tree to hints: constructs that a reader of a strange program will want to know of, found
 * through aliases and texts put together from parts. They explain and protect nobody: whoever wants
 * to hide from them can. Knows the names of grammar nodes, not the parser behind them, and runs
 * nothing.
 */
@NullMarked
package io.ultimatemcp.analysis.hint;

import org.jspecify.annotations.NullMarked;
