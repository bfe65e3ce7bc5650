package io.ultimatemcp.protocol.feature;

import tools.jackson.databind.node.ObjectNode;

/** Something only the client, or the person before it, can provide. */
public sealed interface InputRequest {

    /**
     * Fields for a person to fill in; the answer is {@code {action, content?}}.
     *
     * @param requestedSchema a flat object schema of primitive properties; never ask for secrets
     */
    record Form(String message, ObjectNode requestedSchema) implements InputRequest {}

    /**
     * A page for a person to visit; the answer is {@code {action}}.
     *
     * @param elicitationId unguessable name of this request
     */
    record Url(String message, String url, String elicitationId) implements InputRequest {}

    /**
     * A completion by the client's model; {@code params} are those of {@code
     * sampling/createMessage}.
     */
    record Sampling(ObjectNode params) implements InputRequest {}

    /** The folders the client works on; the answer is {@code {roots: […]}}. */
    record Roots() implements InputRequest {}
}
