/** Metrics as a scraper meets them. */
@NullMarked
package io.ultimatemcp.acceptance.meter;

import org.jspecify.annotations.NullMarked;
