package io.ultimatemcp.sandbox;

/**
 * An interpreter that shall live on and take one piece of work after the other.
 *
 * @param language whose interpreter it is
 * @param loop the trusted text that it runs, kept read-only in {@code /job}; it reads its work from
 *     {@code /job/control}, answers on {@code /job/reply}, and lets what it runs write to {@code
 *     /job/out} and {@code /job/err}
 * @param limits of memory, processes, files; its times and its output are its holder's to watch
 */
public record Interpreter(Language language, Bytes loop, Limits limits) {}
