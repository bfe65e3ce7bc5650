/**
 * What every engine gives: a place where one program runs, whoever made it.
 *
 * <p>This room names what can be asked of a place; it must not know how one is made, nor why a
 * program runs in it.
 */
@NullMarked
package io.ultimatemcp.sandbox.place;

import org.jspecify.annotations.NullMarked;
