/**
 * Puts files into a work directory and takes them out without trusting what a program left there.
 *
 * <p>This room knows directories and bytes only; it must not know jobs or processes.
 */
@NullMarked
package io.ultimatemcp.sandbox.files;

import org.jspecify.annotations.NullMarked;
