package io.ultimatemcp.server.tool;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.ultimatemcp.server.problem.FieldError;
import io.ultimatemcp.server.problem.Problem;
import io.ultimatemcp.server.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns the JSON arguments of a call into the tool's request record, or names every field that is
 * wrong. Safe for any thread.
 *
 * @param <Q> the request
 */
final class Arguments<Q extends Record> {
    /** More messages than this help nobody. */
    private static final int MAX_ERRORS = 20;

    private static final double HUGE = 1e15;

    private final Class<Q> type;
    private final List<Argument> fields;
    private final Supplier<Schema> schema;

    Arguments(Class<Q> type, ObjectNode schema) {
        this.type = type;
        this.fields = Argument.of(type);
        // Compiled at the first call: a start should not pay for tools that nobody calls.
        this.schema = Once.of(() -> compile(schema));
    }

    /** Reads {@code given}; throws {@link Refusal} (422) when it does not fit. */
    Q read(ObjectNode given) {
        ObjectNode arguments = withoutNullOptions(given);
        refuse(Losses.in(arguments, MAX_ERRORS));
        refuse(hugeNumbers(arguments));
        refuse(validate(arguments));
        refuse(tooManyBytes(arguments));
        withPresets(arguments);
        try {
            return Json.MAPPER.treeToValue(arguments, type);
        } catch (JacksonException e) {
            if (e.getCause() instanceof Refusal refusal) {
                throw refusal;
            }
            // Jackson's message speaks of classes.
            throw new Refusal(
                    Problem.invalid(pointer(e), "holds a value that this field cannot take"));
        }
    }

    private static String pointer(JacksonException e) {
        return e.getPath().stream()
                .map(part ->
                        part.getPropertyName() == null
                                ? "/" + part.getIndex()
                                : "/" + escaped(part.getPropertyName()))
                .collect(Collectors.joining());
    }

    private List<FieldError> validate(ObjectNode arguments) {
        try {
            return schema.get().validate(arguments).stream()
                    .limit(MAX_ERRORS)
                    .map(Arguments::explain)
                    .toList();
        } catch (JacksonException e) {
            return List.of(new FieldError("", "holds a value that no field can take"));
        }
    }

    /** The validator stumbles over integers beyond 64 bits, so they are refused before. */
    private List<FieldError> hugeNumbers(ObjectNode arguments) {
        var errors = new ArrayList<FieldError>(0);
        for (var field : fields) {
            var value = arguments.get(field.name());
            if (value != null
                    && value.isNumber()
                    && !(Math.abs(value.numberValue().doubleValue()) < HUGE)) {
                errors.add(new FieldError("/" + field.name(), "is too large a number"));
            }
        }
        return errors;
    }

    private static void refuse(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw new Refusal(Problem.invalid(errors));
        }
    }

    private static Schema compile(ObjectNode schema) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema);
    }

    /**
     * A copy, shallow, since only the top is changed. Models write null for an option they leave
     * out.
     */
    private ObjectNode withoutNullOptions(ObjectNode given) {
        var copy = Json.MAPPER.createObjectNode();
        given.properties().forEach(entry -> copy.set(entry.getKey(), entry.getValue()));
        for (var field : fields) {
            if (!field.required() && copy.path(field.name()).isNull()) {
                copy.remove(field.name());
            }
        }
        return copy;
    }

    private void withPresets(ObjectNode arguments) {
        for (var field : fields) {
            var preset = field.preset();
            if (preset != null && !arguments.has(field.name())) {
                arguments.set(field.name(), preset);
            }
        }
    }

    /** JSON Schema counts characters, our limits count bytes. */
    private List<FieldError> tooManyBytes(ObjectNode arguments) {
        var errors = new ArrayList<FieldError>(0);
        for (var field : fields) {
            JsonNode value = arguments.get(field.name());
            if (value == null || !value.isString() || field.maxSize() == 0) {
                continue;
            }
            String text = value.stringValue();
            // At most three bytes a UTF-16 unit: short texts need no encoding to be known as short.
            int bytes =
                    text.length() * 3 <= field.maxSize()
                            ? 0
                            : text.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > field.maxSize()) {
                String message = "is " + bytes + " bytes; the limit is " + field.maxSize();
                errors.add(new FieldError("/" + field.name(), message));
            }
        }
        return errors;
    }

    private static FieldError explain(Error error) {
        String at = error.getInstanceLocation().toString();
        return switch (error.getKeyword()) {
            case "required" ->
                    new FieldError(at + "/" + escaped(error.getProperty()), "is required");
            case "additionalProperties" ->
                    new FieldError(
                            at + "/" + escaped(error.getProperty()),
                            "no such field; see the tool's schema");
            default -> new FieldError(at, error.getMessage());
        };
    }

    /** A name as a part of a JSON pointer (RFC 6901 §3). */
    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
