/** The seven working prompts: texts with their arguments. Knows no door. */
@NullMarked
package io.ultimatemcp.server.prompt;

import org.jspecify.annotations.NullMarked;
