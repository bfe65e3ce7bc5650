/**
 * Small values the program keeps about itself: the identity of a ledger, the last result of a
 * check. What users configure is not here.
 */
@NullMarked
package io.ultimatemcp.ledger.note;

import org.jspecify.annotations.NullMarked;
