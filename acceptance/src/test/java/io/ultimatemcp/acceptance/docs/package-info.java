/** Documents are executed and compared with the program, so that they stay true. */
@NullMarked
package io.ultimatemcp.acceptance.docs;

import org.jspecify.annotations.NullMarked;
