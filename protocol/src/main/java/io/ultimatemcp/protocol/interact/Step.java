package io.ultimatemcp.protocol.interact;

import io.ultimatemcp.protocol.feature.Outcome;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** One round of a handler. */
@FunctionalInterface
public interface Step<R> {
    Outcome<R> run(Map<String, JsonNode> answers, JsonNode carry) throws Exception;
}
