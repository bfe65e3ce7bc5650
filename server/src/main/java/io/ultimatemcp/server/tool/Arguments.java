package io.ultimatemcp.server.tool;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.ultimatemcp.server.problem.FieldError;
import io.ultimatemcp.server.problem.Problem;
import io.ultimatemcp.server.problem.Refusal;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
    private final Supplier<Schema> schema;

    Arguments(Class<Q> type, ObjectNode schema) {
        this.type = type;
        // Compiled at the first call: a start should not pay for tools that nobody calls.
        this.schema = Once.of(() -> compile(schema));
    }

    /** Reads {@code given}; throws {@link Refusal} (422) when it does not fit. */
    Q read(ObjectNode given) {
        ObjectNode arguments = withoutNullOptions(given);
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
            throw new Refusal(
                    Problem.invalid("", "the arguments do not fit: " + e.getOriginalMessage()));
        }
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
        return Stream.of(type.getRecordComponents())
                .map(RecordSchema::nameOf)
                .filter(name -> arguments.path(name).isNumber())
                .filter(name -> !(Math.abs(arguments.path(name).doubleValue()) < HUGE))
                .map(name -> new FieldError("/" + name, "is too large a number"))
                .toList();
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

    /** Models write null for an option they leave out. */
    private ObjectNode withoutNullOptions(ObjectNode given) {
        var copy = given.deepCopy();
        Stream.of(type.getRecordComponents())
                .filter(component -> !RecordSchema.isRequired(component))
                .map(RecordSchema::nameOf)
                .filter(name -> copy.path(name).isNull())
                .forEach(copy::remove);
        return copy;
    }

    private void withPresets(ObjectNode arguments) {
        for (var component : type.getRecordComponents()) {
            String name = RecordSchema.nameOf(component);
            String preset = RecordSchema.fieldOf(component).preset();
            if (!preset.isEmpty() && !arguments.has(name)) {
                arguments.set(name, Json.MAPPER.readTree(preset));
            }
        }
    }

    /** JSON Schema counts characters, our limits count bytes. */
    private List<FieldError> tooManyBytes(ObjectNode arguments) {
        var errors = new ArrayList<FieldError>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = RecordSchema.nameOf(component);
            JsonNode value = arguments.path(name);
            int limit = RecordSchema.fieldOf(component).maxSize();
            if (value.isString() && limit > 0) {
                int bytes = value.stringValue().getBytes(StandardCharsets.UTF_8).length;
                if (bytes > limit) {
                    errors.add(
                            new FieldError(
                                    "/" + name, "is " + bytes + " bytes; the limit is " + limit));
                }
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
    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
