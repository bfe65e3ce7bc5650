/**
 * A tool call becomes a stored run here, once, for every door. Knows the ledger and the toolbox, no
 * door.
 */
@NullMarked
package io.ultimatemcp.server.run;

import org.jspecify.annotations.NullMarked;
