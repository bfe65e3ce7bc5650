package io.ultimatemcp.graph.model;

/** What the engine is doing. */
public sealed interface EngineStatus {

    /** Not running, and nothing wrong: the next call starts it. */
    record Asleep() implements EngineStatus {}

    /** On its way up. */
    record Starting() implements EngineStatus {}

    /** Answers. */
    record Awake() implements EngineStatus {}

    /** Did not start, or died; the next call, or a timer, tries again. */
    record Failing(String reason) implements EngineStatus {}
}
