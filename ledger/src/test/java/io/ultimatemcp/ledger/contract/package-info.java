/** What every ledger does, whatever database is beneath it. */
@NullMarked
package io.ultimatemcp.ledger.contract;

import org.jspecify.annotations.NullMarked;
