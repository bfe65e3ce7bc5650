/**
 * Backups of everything the server keeps, in one file: ledger, contents, graph. Knows the stores,
 * no door and no tool.
 */
@NullMarked
package io.ultimatemcp.server.backup;

import org.jspecify.annotations.NullMarked;
