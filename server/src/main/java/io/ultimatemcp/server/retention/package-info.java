/**
 * Forgetting by the operator's bounds: by the clock or by hand, one at a time over all nodes, said
 * in the audit chain. How it is done is the ledger's business.
 */
@NullMarked
package io.ultimatemcp.server.retention;

import org.jspecify.annotations.NullMarked;
