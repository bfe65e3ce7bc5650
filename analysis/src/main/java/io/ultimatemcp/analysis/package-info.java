/**
 * Source text to syntax tree, symbols, complexity and findings, in-process and bounded: the door of
 * the module. Knows no tool, no sandbox, no graph; runs nothing of what it reads.
 */
@NullMarked
package io.ultimatemcp.analysis;

import org.jspecify.annotations.NullMarked;
