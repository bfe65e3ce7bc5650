package io.ultimatemcp.protocol.feature;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Resources whose URIs fit a template. Thread-safe; blocking is fine. */
public interface ResourceTemplateFeature {

    /** How the template is listed. */
    record Definition(
            UriTemplate uriTemplate,
            String name,
            @Nullable String title,
            @Nullable String description,
            @Nullable String mimeType,
            @Nullable Annotations annotations,
            List<Icon> icons,
            @Nullable ObjectNode meta) {
        public Definition {
            icons = List.copyOf(icons);
        }

        /** Without title, annotations, icons and meta. */
        public static Definition of(
                String template, String name, String description, String mimeType) {
            return new Definition(
                    UriTemplate.of(template),
                    name,
                    null,
                    description,
                    mimeType,
                    null,
                    List.of(),
                    null);
        }
    }

    Definition definition();

    default boolean visibleTo(Caller caller) {
        return true;
    }

    /**
     * Reads the resource at {@code uri}.
     *
     * @param variables the decoded parts of the URI
     * @throws io.ultimatemcp.protocol.wire.FaultException by {@code resourceNotFound} when there is
     *     none
     */
    Outcome<ResourceFeature.Result> read(
            String uri, Map<String, String> variables, Exchange exchange) throws Exception;

    /** Proposals for a variable of the template. */
    default Completion complete(
            String variable, String typed, Map<String, String> chosen, Caller caller) {
        return Completion.none();
    }
}
