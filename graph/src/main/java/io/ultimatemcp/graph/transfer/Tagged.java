package io.ultimatemcp.graph.transfer;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;
import org.neo4j.driver.types.IsoDuration;
import org.neo4j.driver.types.Point;
import org.neo4j.driver.types.Type;
import org.neo4j.driver.types.TypeSystem;
import tools.jackson.databind.JsonNode;

/**
 * Property values as JSON that comes back as the same value. Text, booleans and numbers are
 * themselves (a double always has a point or an exponent); every other type is an object with one
 * member that names it.
 */
final class Tagged {
    private static final TypeSystem TYPES = TypeSystem.getDefault();

    private Tagged() {}

    static Object write(Value value) {
        if (value.hasType(TYPES.FLOAT())) {
            double real = value.asDouble();
            return Double.isFinite(real) ? (Object) real : Map.of("float", Double.toString(real));
        }
        if (value.hasType(TYPES.LIST())) {
            var items = new ArrayList<Object>();
            value.values().forEach(item -> items.add(write(item)));
            return items;
        }
        if (value.hasType(TYPES.BYTES())) {
            return Map.of("bytes", Base64.getEncoder().encodeToString(value.asByteArray()));
        }
        if (value.hasType(TYPES.DURATION())) {
            IsoDuration duration = value.asIsoDuration();
            return Map.of(
                    "duration",
                    List.of(
                            duration.months(),
                            duration.days(),
                            duration.seconds(),
                            duration.nanoseconds()));
        }
        if (value.hasType(TYPES.POINT())) {
            return Map.of("point", point(value.asPoint()));
        }
        if (value.hasType(TYPES.VECTOR())) {
            return Map.of("vector", VectorTag.write(value));
        }
        for (Temporal temporal : Temporal.values()) {
            if (value.hasType(temporal.type())) {
                return Map.of(temporal.tag(), value.asObject().toString());
            }
        }
        if (value.hasType(TYPES.STRING())
                || value.hasType(TYPES.INTEGER())
                || value.hasType(TYPES.BOOLEAN())) {
            return value.asObject();
        }
        throw new IllegalArgumentException("a property of type " + value.type().name());
    }

    static Value read(JsonNode json) throws TransferException {
        if (json.isString()) {
            return Values.value(json.stringValue());
        }
        if (json.isBoolean()) {
            return Values.value(json.booleanValue());
        }
        if (json.isIntegralNumber()) {
            return Values.value(json.longValue());
        }
        if (json.isNumber()) {
            return Values.value(json.doubleValue());
        }
        if (json.isArray()) {
            var items = new ArrayList<Value>();
            for (JsonNode item : json) {
                items.add(read(item));
            }
            return Values.value(items);
        }
        if (json.isObject() && json.size() == 1) {
            Map.Entry<String, JsonNode> only = json.properties().iterator().next();
            return tagged(only.getKey(), only.getValue());
        }
        throw new TransferException("not a value: " + json);
    }

    private static Value tagged(String tag, JsonNode json) throws TransferException {
        try {
            return switch (tag) {
                case "float" -> Values.value(Double.parseDouble(json.stringValue()));
                case "vector" -> VectorTag.read(json);
                case "bytes" -> Values.value(Base64.getDecoder().decode(json.stringValue()));
                case "duration" ->
                        Values.isoDuration(
                                json.get(0).longValue(),
                                json.get(1).longValue(),
                                json.get(2).longValue(),
                                json.get(3).intValue());
                case "point" ->
                        json.size() == 3
                                ? Values.point(
                                        json.get(0).intValue(),
                                        json.get(1).doubleValue(),
                                        json.get(2).doubleValue())
                                : Values.point(
                                        json.get(0).intValue(),
                                        json.get(1).doubleValue(),
                                        json.get(2).doubleValue(),
                                        json.get(3).doubleValue());
                default -> Temporal.of(tag).parse(json.stringValue());
            };
        } catch (RuntimeException wrong) {
            throw new TransferException("not a " + tag + ": " + json, wrong);
        }
    }

    private static List<Object> point(Point point) {
        return Double.isNaN(point.z())
                ? List.of(point.srid(), point.x(), point.y())
                : List.of(point.srid(), point.x(), point.y(), point.z());
    }

    /** Types whose Java class prints and parses itself. */
    private enum Temporal {
        DATE,
        TIME,
        LOCAL_TIME,
        DATE_TIME,
        LOCAL_DATE_TIME;

        Type type() {
            return switch (this) {
                case DATE -> TYPES.DATE();
                case TIME -> TYPES.TIME();
                case LOCAL_TIME -> TYPES.LOCAL_TIME();
                case DATE_TIME -> TYPES.DATE_TIME();
                case LOCAL_DATE_TIME -> TYPES.LOCAL_DATE_TIME();
            };
        }

        Value parse(String text) {
            return switch (this) {
                case DATE -> Values.value(LocalDate.parse(text));
                case TIME -> Values.value(OffsetTime.parse(text));
                case LOCAL_TIME -> Values.value(LocalTime.parse(text));
                case DATE_TIME -> Values.value(ZonedDateTime.parse(text));
                case LOCAL_DATE_TIME -> Values.value(LocalDateTime.parse(text));
            };
        }

        String tag() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Temporal of(String tag) {
            return valueOf(tag.toUpperCase(Locale.ROOT));
        }
    }
}
