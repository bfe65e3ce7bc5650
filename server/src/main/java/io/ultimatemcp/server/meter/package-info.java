/**
 * Metrics: counts what the other rooms tell of, and writes at a scrape what they show of
 * themselves. Counting is cheap and uses no library; Micrometer and the text formats are loaded by
 * the first scrape. The one room that knows them.
 */
@NullMarked
package io.ultimatemcp.server.meter;

import org.jspecify.annotations.NullMarked;
