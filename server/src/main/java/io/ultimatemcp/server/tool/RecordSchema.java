package io.ultimatemcp.server.tool;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Derives a JSON Schema (2020-12) from a record whose components carry {@link Field}.
 * Object-rooted, inlined, without composition: the shape that every MCP client understands.
 */
final class RecordSchema {
    private RecordSchema() {}

    /** A closed schema: unknown fields are refused. */
    static ObjectNode ofRequest(Class<? extends Record> type) {
        return object(type, true);
    }

    /** An open schema: results may grow fields. */
    static ObjectNode ofResult(Class<? extends Record> type) {
        return object(type, false);
    }

    /** The name of a component in JSON. */
    static String nameOf(RecordComponent component) {
        return component
                .getName()
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
                .toLowerCase(Locale.ROOT);
    }

    static Field fieldOf(RecordComponent component) {
        return Objects.requireNonNull(
                component.getAnnotation(Field.class), () -> "no @Field on " + component);
    }

    static boolean isRequired(RecordComponent component) {
        return !component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                && fieldOf(component).preset().isEmpty();
    }

    private static ObjectNode object(Class<?> type, boolean closed) {
        var schema = Json.MAPPER.createObjectNode().put("type", "object");
        var properties = schema.putObject("properties");
        var required = Json.MAPPER.createArrayNode();
        for (var component : type.getRecordComponents()) {
            String name = nameOf(component);
            properties.set(name, property(component, closed));
            if (isRequired(component)) {
                required.add(name);
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        if (closed) {
            schema.put("additionalProperties", false);
        }
        return schema;
    }

    private static ObjectNode property(RecordComponent component, boolean closed) {
        var field = fieldOf(component);
        var schema =
                ofType(component.getGenericType(), component.getAnnotatedType(), closed, field);
        schema.put("description", field.value());
        if (!field.preset().isEmpty()) {
            schema.set("default", Json.MAPPER.readTree(field.preset()));
        }
        return schema;
    }

    private static ObjectNode ofType(
            Type type, AnnotatedType annotated, boolean closed, Field field) {
        var schema = Json.MAPPER.createObjectNode();
        if (type instanceof ParameterizedType generic) {
            return container(generic, (AnnotatedParameterizedType) annotated, closed, field);
        }
        var kind = (Class<?>) type;
        if (kind == String.class) {
            text(schema.put("type", "string"), field);
        } else if (kind == int.class
                || kind == long.class
                || kind == Integer.class
                || kind == Long.class) {
            range(schema.put("type", "integer"), field);
        } else if (kind == double.class || kind == Double.class) {
            range(schema.put("type", "number"), field);
        } else if (kind == boolean.class || kind == Boolean.class) {
            schema.put("type", "boolean");
        } else if (kind.isEnum()) {
            var names = schema.put("type", "string").putArray("enum");
            Arrays.stream(kind.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                    .forEach(names::add);
        } else if (kind == ObjectNode.class) {
            schema.put("type", "object");
        } else if (kind.isRecord()) {
            return object(kind, closed);
        } else if (kind != JsonNode.class) {
            throw new IllegalStateException("a tool's field cannot have type " + type);
        }
        return schema;
    }

    private static ObjectNode container(
            ParameterizedType type,
            AnnotatedParameterizedType annotated,
            boolean closed,
            Field field) {
        var arguments = type.getActualTypeArguments();
        var annotatedArguments = annotated.getAnnotatedActualTypeArguments();
        int last = arguments.length - 1;
        var schema = Json.MAPPER.createObjectNode();
        var items = ofType(arguments[last], annotatedArguments[last], closed, NO_LIMITS);
        if (type.getRawType() == List.class) {
            schema.put("type", "array").set("items", items);
            limit(schema, "maxItems", field.maxSize());
        } else if (type.getRawType() == Map.class) {
            schema.put("type", "object").set("additionalProperties", items);
            limit(schema, "maxProperties", field.maxSize());
            if (!field.pattern().isEmpty()) {
                schema.putObject("propertyNames").put("pattern", field.pattern());
            }
        } else {
            throw new IllegalStateException("a tool's field cannot have type " + type);
        }
        return schema;
    }

    private static void text(ObjectNode schema, Field field) {
        limit(schema, "minLength", field.minLength());
        // Bytes are never fewer than characters, so this bound holds; Arguments checks the bytes
        // themselves.
        limit(schema, "maxLength", field.maxSize());
        if (!field.pattern().isEmpty()) {
            schema.put("pattern", field.pattern());
        }
    }

    private static void range(ObjectNode schema, Field field) {
        number(schema, "minimum", field.min());
        number(schema, "maximum", field.max());
    }

    private static void number(ObjectNode schema, String keyword, double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            schema.put(keyword, (long) value);
        } else if (!Double.isInfinite(value)) {
            schema.put(keyword, value);
        }
    }

    private static void limit(ObjectNode schema, String keyword, int value) {
        if (value > 0) {
            schema.put(keyword, value);
        }
    }

    private static final Field NO_LIMITS =
            Unlimited.class.getRecordComponents()[0].getAnnotation(Field.class);

    private record Unlimited(@Field("an item") String item) {}
}
