package io.ultimatemcp.server.problem;

/**
 * One thing that is wrong with one field.
 *
 * @param pointer JSON pointer (RFC 6901) into the request, "" for the whole
 * @param message what is wrong, with the value or the limit, for the caller's eyes
 */
public record FieldError(String pointer, String message) {}
