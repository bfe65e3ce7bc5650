package io.ultimatemcp.protocol.feature;

/** What a {@link Catalog} announces to the clients that asked to be told. */
public sealed interface Change {

    /** The list of tools is another one. */
    record Tools() implements Change {}

    /** The list of prompts is another one. */
    record Prompts() implements Change {}

    /** The list of resources or templates is another one. */
    record Resources() implements Change {}

    /** The content of one resource is another one. */
    record ResourceUpdated(String uri) implements Change {}
}
