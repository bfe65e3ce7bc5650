/**
 * What the tests hold the platform with: the packed command as a process, the server it starts, a
 * client of its doors. Knows nothing of the platform's classes.
 */
@NullMarked
package io.ultimatemcp.acceptance.machine;

import org.jspecify.annotations.NullMarked;
