/**
 * One transaction from start to end: deadline, cancellation, retries, and the translation of the
 * driver's exceptions to faults.
 *
 * <p>It must not know what the transaction does.
 */
@NullMarked
package io.ultimatemcp.graph.bolt;

import org.jspecify.annotations.NullMarked;
