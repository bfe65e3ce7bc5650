package io.ultimatemcp.server.tool;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One field of a request, read once by reflection.
 *
 * @param name in JSON
 * @param preset what stands for a field left out, null for nothing
 * @param maxSize most bytes of a text, 0 for no limit
 */
record Argument(String name, boolean required, @Nullable JsonNode preset, int maxSize) {

    static List<Argument> of(Class<? extends Record> request) {
        return Stream.of(request.getRecordComponents())
                .map(component -> {
                    var field = RecordSchema.fieldOf(component);
                    return new Argument(
                            RecordSchema.nameOf(component),
                            RecordSchema.isRequired(component),
                            field.preset().isEmpty() ? null : Json.MAPPER.readTree(field.preset()),
                            field.maxSize());
                })
                .toList();
    }
}
