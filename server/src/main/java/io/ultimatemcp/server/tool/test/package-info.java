/**
 * run_tests: hands a test suite to its framework in the sandbox and tells what became of each case.
 *
 * <p>Theory of operation: the framework runs under a small driver of ours (for Python a program,
 * for Node.js a reporter, for bats its own stream format) that appends every step to a log below
 * /work as it happens. So a suite that is killed still tells what it got done and which case it
 * hung in. The tests can write to that log too: it is a stranger's text, read with bounds on
 * everything, believed in nothing but the stranger's own results. Knows the sandbox's door, not how
 * it isolates.
 */
@NullMarked
package io.ultimatemcp.server.tool.test;

import org.jspecify.annotations.NullMarked;
