package io.ultimatemcp.sandbox;

/** The answer to a wish to run a job: it runs, or the reason why it does not. */
public sealed interface Start permits Running, Refusal {}
