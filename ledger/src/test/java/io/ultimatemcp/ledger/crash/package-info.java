/** The ledger under load, killed with SIGKILL at random moments, and looked at afterwards. */
@NullMarked
package io.ultimatemcp.ledger.crash;

import org.jspecify.annotations.NullMarked;
