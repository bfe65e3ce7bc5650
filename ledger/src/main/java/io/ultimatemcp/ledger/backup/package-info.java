/**
 * Backups of a whole ledger in one file: rows as they stood at one moment, contents, and sections
 * that others add; sealed by checksums, and by a key if one is given.
 *
 * <p>A backup of one database can be restored into the other. What is inside foreign sections this
 * room does not know.
 */
@NullMarked
package io.ultimatemcp.ledger.backup;

import org.jspecify.annotations.NullMarked;
