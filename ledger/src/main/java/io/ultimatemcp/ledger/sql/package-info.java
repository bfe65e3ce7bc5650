/**
 * The database beneath the ledger: connections, one writer that commits in groups, migrations, and
 * the two engines, SQLite and PostgreSQL, behind one interface.
 *
 * <p>This room knows no table but Flyway's own; the statements live with the rooms they serve.
 */
@NullMarked
package io.ultimatemcp.ledger.sql;

import org.jspecify.annotations.NullMarked;
