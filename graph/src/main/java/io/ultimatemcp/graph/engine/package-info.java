/**
 * Where the engine is: a child process that is started, watched, restarted and put to sleep, or a
 * server elsewhere.
 *
 * <p>It lends drivers. It must not know what is asked of them.
 */
@NullMarked
package io.ultimatemcp.graph.engine;

import org.jspecify.annotations.NullMarked;
