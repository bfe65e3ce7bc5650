package io.ultimatemcp.protocol.feature;

import io.ultimatemcp.protocol.wire.Meta;
import io.ultimatemcp.protocol.wire.Revision;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is known of the client for this one request.
 *
 * @param capabilities the declared {@code ClientCapabilities} object; not to be changed
 */
public record ClientView(Revision revision, ObjectNode capabilities) {

    /** Whether results may be {@link Outcome.Deferred}. */
    public boolean takesTasks() {
        return revision.stateless() && capabilities.path("extensions").has(Meta.TASKS);
    }

    /** Whether the client can be asked this. */
    public boolean canAnswer(InputRequest request) {
        JsonNode elicitation = capabilities.path("elicitation");
        return switch (request) {
            case InputRequest.Form form ->
                    elicitation.isObject() && (elicitation.has("form") || !elicitation.has("url"));
            case InputRequest.Url url -> elicitation.has("url");
            case InputRequest.Sampling sampling -> capabilities.path("sampling").isObject();
            case InputRequest.Roots roots -> capabilities.path("roots").isObject();
        };
    }

    /** Whether every member of {@code required}, down to its leaves, is declared. */
    public boolean declares(ObjectNode required) {
        return covers(capabilities, required);
    }

    private static boolean covers(JsonNode declared, JsonNode required) {
        for (var member : required.properties()) {
            JsonNode there = declared.path(member.getKey());
            if (there.isMissingNode() || !covers(there, member.getValue())) {
                return false;
            }
        }
        return true;
    }
}
