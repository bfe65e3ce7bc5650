/**
 * execute_code: hands a program to the sandbox and tells how it ended. Knows the sandbox's door,
 * not how it isolates.
 */
@NullMarked
package io.ultimatemcp.server.tool.execute;

import org.jspecify.annotations.NullMarked;
