/** Tests of this room from within. */
@NullMarked
package io.ultimatemcp.ledger.run;

import org.jspecify.annotations.NullMarked;
