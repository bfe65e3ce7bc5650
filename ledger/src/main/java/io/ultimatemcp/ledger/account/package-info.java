/**
 * Who may come in: users and their roles, API keys, refresh tokens, revocations.
 *
 * <p>Only hashes of secrets are stored. What a role allows, and how a token is signed, this room
 * does not know.
 */
@NullMarked
package io.ultimatemcp.ledger.account;

import org.jspecify.annotations.NullMarked;
