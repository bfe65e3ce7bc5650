/**
 * The audit chain: who did what, each entry sealed over the one before, so that a change, a gap or
 * an insertion shows. What is worth an entry this room does not know.
 */
@NullMarked
package io.ultimatemcp.ledger.audit;

import org.jspecify.annotations.NullMarked;
