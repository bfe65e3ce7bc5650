package io.ultimatemcp.sandbox;

/** The answer to a wish to hold an interpreter: it is there, or the reason why not. */
public sealed interface Hold permits Held, Refusal {}
