/**
 * The quick way to a sandbox: one interpreter waits in a sandbox of its own and splits off nests.
 *
 * <p>A {@link io.ultimatemcp.sandbox.zygote.Zygote} never runs a stranger's program. Each {@link
 * io.ultimatemcp.sandbox.zygote.Nest} that it splits off runs one, in namespaces, file system and
 * control group of its own, and is then gone. What happens inside is in the resources {@code
 * zygote.py} and {@code program.py}. This room must not know why a program runs, how long it may,
 * or what becomes of its output.
 */
@NullMarked
package io.ultimatemcp.sandbox.zygote;

import org.jspecify.annotations.NullMarked;
