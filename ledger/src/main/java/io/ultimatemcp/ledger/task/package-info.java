/**
 * Durable tasks: long-running calls whose state a client asks about again, after a restart too.
 *
 * <p>Changes are compare-and-set, so that two nodes cannot both finish a task. This room knows no
 * protocol; requests and results are text to it.
 */
@NullMarked
package io.ultimatemcp.ledger.task;

import org.jspecify.annotations.NullMarked;
