/**
 * What the product is measured against: the least that answers a {@code tools/call}, and the same
 * tool on other people's software. Knows nothing of the product.
 */
@NullMarked
package io.ultimatemcp.bench.peer;

import org.jspecify.annotations.NullMarked;
