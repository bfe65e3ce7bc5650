/**
 * Content addressed by its SHA-256: stored once, referred to by many, checked on every read.
 *
 * <p>Small contents are rows of the database, so that one commit covers them together with whatever
 * refers to them; larger ones are files beside it. This room knows nothing of runs.
 */
@NullMarked
package io.ultimatemcp.ledger.blob;

import org.jspecify.annotations.NullMarked;
