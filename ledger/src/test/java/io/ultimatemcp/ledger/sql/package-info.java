/** Tests of this room from within. */
@NullMarked
package io.ultimatemcp.ledger.sql;

import org.jspecify.annotations.NullMarked;
