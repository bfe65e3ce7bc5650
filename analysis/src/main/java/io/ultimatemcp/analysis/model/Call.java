package io.ultimatemcp.analysis.model;

import java.util.Optional;

/**
 * A call from one symbol to another, at the first place where it stands.
 *
 * @param caller key of the symbol that calls, or {@link Symbol#MODULE}
 * @param callee the dotted name that is called, with the aliases of imports resolved: {@code
 *     np.array} after {@code import numpy as np} is {@code numpy.array}
 * @param target key of the symbol of this file that is called; empty when it is none, or unknown
 */
public record Call(String caller, String callee, Optional<String> target, Span span) {}
