/** Placeholder. */
@NullMarked
package io.ultimatemcp.ledger;

import org.jspecify.annotations.NullMarked;
