/**
 * What a server offers and what a handler may know about its caller: tools, prompts, resources,
 * completion, and the {@code Exchange} of one call. Knows no era, no session and no transport.
 */
@NullMarked
package io.ultimatemcp.protocol.feature;

import org.jspecify.annotations.NullMarked;
