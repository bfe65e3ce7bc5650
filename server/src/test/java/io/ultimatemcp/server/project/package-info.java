@NullMarked
package io.ultimatemcp.server.project;

import org.jspecify.annotations.NullMarked;
