/**
 * What happened: the system of record of the platform, behind one door, {@link
 * io.ultimatemcp.ledger.Ledger}.
 *
 * <p>It stores what it is given and keeps its word about durability. It knows no protocol, no tool
 * and no graph, and it reads no JSON.
 */
@NullMarked
package io.ultimatemcp.ledger;

import org.jspecify.annotations.NullMarked;
