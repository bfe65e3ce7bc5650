/**
 * JMH benchmarks of single steps: the wire codec, the binding of arguments, the storing of a run.
 * Knows no door and starts no server.
 */
@NullMarked
package io.ultimatemcp.bench.micro;

import org.jspecify.annotations.NullMarked;
