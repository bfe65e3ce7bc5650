/**
 * What is kept: runs with their provenance, files and end, the audit chain, backups, and the
 * database beneath. Knows the server from outside only.
 */
@NullMarked
package io.ultimatemcp.acceptance.store;

import org.jspecify.annotations.NullMarked;
