/**
 * Syntax tree to symbols, calls, imports and complexity, by the rules of each language. Knows the
 * names of grammar nodes, not the parser behind them.
 */
@NullMarked
package io.ultimatemcp.analysis.structure;

import org.jspecify.annotations.NullMarked;
