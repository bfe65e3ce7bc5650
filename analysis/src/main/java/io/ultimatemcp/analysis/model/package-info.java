/**
 * What an analysis says, as records: symbols, calls, imports, findings, positions. Knows neither
 * parser nor grammar.
 */
@NullMarked
package io.ultimatemcp.analysis.model;

import org.jspecify.annotations.NullMarked;
