/**
 * The product's own door, guard, protocol layer and toolbox around a tool that does nothing, so
 * that what they cost can be measured. Knows the product's public parts and no peer.
 */
@NullMarked
package io.ultimatemcp.bench.product;

import org.jspecify.annotations.NullMarked;
