package io.ultimatemcp.sandbox.session;

/** What became of a wish to run a cell: it ran, or the reason why it did not. */
public sealed interface CellEnd permits CellReport, Declined {}
