/**
 * Reading: judges a query by the plan the engine makes of it, runs it, and cuts its answer to size.
 *
 * <p>It must never write, and must not know who asks.
 */
@NullMarked
package io.ultimatemcp.graph.query;

import org.jspecify.annotations.NullMarked;
