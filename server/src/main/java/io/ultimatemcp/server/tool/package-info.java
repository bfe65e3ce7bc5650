/**
 * What a tool is: a name, a typed request, a typed result, a permission, and the schemas that
 * follow from them. Knows no door, no store and no particular tool.
 */
@NullMarked
package io.ultimatemcp.server.tool;

import org.jspecify.annotations.NullMarked;
