/**
 * Makes the system call filter of the sandbox as BPF bytes, without a native library.
 *
 * <p>The policy is the table {@code syscalls.tsv} beside the classes. This room knows nothing of
 * processes or of how a filter is loaded.
 *
 * @see <a href="https://docs.kernel.org/userspace-api/seccomp_filter.html">Seccomp BPF</a>
 */
@NullMarked
package io.ultimatemcp.sandbox.seccomp;

import org.jspecify.annotations.NullMarked;
