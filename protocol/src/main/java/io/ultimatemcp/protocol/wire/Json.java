package io.ultimatemcp.protocol.wire;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bytes to JSON trees and back, on Jackson's streaming parser alone: no reflection, nothing heavy
 * to initialise, which is what makes the first answer over stdio quick. Thread-safe.
 *
 * <p>Reading is strict: one document, no duplicate keys, nothing behind it, within the limits.
 * Integers keep every digit.
 */
public final class Json {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonFactory WRITING = JsonFactory.builder().build();

    private final JsonFactory reading;
    private final int bodyBytes;
    private final String bounds;

    public Json(Limits.Requests limits) {
        this.bodyBytes = limits.bodyBytes();
        int nameChars = Math.min(limits.stringChars(), 4096);
        this.bounds =
                "Beyond the limits: nesting %d, names %d characters, strings %d characters, numbers %d characters"
                        .formatted(
                                limits.depth(),
                                nameChars,
                                limits.stringChars(),
                                limits.numberChars());
        this.reading =
                JsonFactory.builder()
                        .streamReadConstraints(
                                StreamReadConstraints.builder()
                                        .maxNestingDepth(limits.depth())
                                        .maxStringLength(limits.stringChars())
                                        .maxNumberLength(limits.numberChars())
                                        .maxNameLength(nameChars)
                                        .build())
                        .build();
    }

    /** A new empty object. */
    public static ObjectNode object() {
        return NODES.objectNode();
    }

    /** A new empty array. */
    public static ArrayNode array() {
        return NODES.arrayNode();
    }

    /** A JSON string. */
    public static JsonNode text(String value) {
        return NODES.stringNode(value);
    }

    /**
     * Reads one document.
     *
     * @throws FaultException with {@link Fault.TooLarge} or {@link Fault.NotJson}
     */
    public JsonNode read(byte[] bytes) {
        if (bytes.length > bodyBytes) {
            throw new FaultException(
                    new Fault.TooLarge("The message exceeds " + bodyBytes + " bytes"));
        }
        try (JsonParser parser = reading.createParser(ObjectReadContext.empty(), text(bytes))) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw notJson("The message is empty");
            }
            JsonNode document = value(parser, first);
            if (parser.nextToken() != null) {
                throw notJson("There is more than one JSON document");
            }
            return document;
        } catch (StreamConstraintsException e) {
            throw notJson(bounds);
        } catch (NumberFormatException e) {
            // What Jackson throws for a number whose exponent no decimal can hold; found by
            // fuzzing.
            throw notJson("A number is out of range");
        } catch (JacksonException e) {
            // Jackson's own message speaks of its classes and features.
            throw notJson("Not valid JSON" + place(e.getLocation()));
        }
    }

    private static String text(byte[] bytes) {
        try {
            return Utf8.decode(bytes);
        } catch (Utf8.Malformed e) {
            throw notJson("Not valid UTF-8 at byte " + e.at());
        }
    }

    private static String place(@Nullable TokenStreamLocation at) {
        return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    /** The UTF-8 bytes of a tree, on one line. */
    public static byte[] write(JsonNode node) {
        var out = new ByteArrayOutputStream(512);
        try (JsonGenerator generator = generator(out)) {
            write(generator, node);
        }
        return out.toByteArray();
    }

    static JsonGenerator generator(ByteArrayOutputStream out) {
        return WRITING.createGenerator(ObjectWriteContext.empty(), out);
    }

    static void write(JsonGenerator out, JsonNode node) {
        switch (node.getNodeType()) {
            case OBJECT -> {
                out.writeStartObject();
                for (var member : node.properties()) {
                    out.writeName(member.getKey());
                    write(out, member.getValue());
                }
                out.writeEndObject();
            }
            case ARRAY -> {
                out.writeStartArray();
                for (int i = 0; i < node.size(); i++) {
                    write(out, node.get(i));
                }
                out.writeEndArray();
            }
            case STRING -> out.writeString(node.stringValue());
            case BOOLEAN -> out.writeBoolean(node.booleanValue());
            case NUMBER -> writeNumber(out, node);
            case BINARY -> out.writeBinary(node.binaryValue());
            case NULL, MISSING -> out.writeNull();
            case POJO -> throw new IllegalArgumentException("not a JSON value: " + node);
        }
    }

    private static void writeNumber(JsonGenerator out, JsonNode node) {
        if (node.isInt()) {
            out.writeNumber(node.intValue());
        } else if (node.isIntegralNumber() && node.canConvertToLong()) {
            out.writeNumber(node.longValue());
        } else if (node.isIntegralNumber()) {
            out.writeNumber(node.bigIntegerValue());
        } else if (node.isBigDecimal()) {
            out.writeNumber(node.decimalValue());
        } else {
            out.writeNumber(node.doubleValue());
        }
    }

    private static JsonNode value(JsonParser parser, JsonToken token) {
        return switch (token) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> elements(parser);
            case VALUE_STRING -> NODES.stringNode(parser.getString());
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> fraction(parser);
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                    throw notJson("Not valid JSON");
        };
    }

    private static ObjectNode members(JsonParser parser) {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            if (object.replace(name, value(parser, parser.nextToken())) != null) {
                throw notJson("The key '" + name + "' is there twice");
            }
        }
        return object;
    }

    private static ArrayNode elements(JsonParser parser) {
        ArrayNode array = NODES.arrayNode();
        JsonToken token;
        while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
            array.add(value(parser, token));
        }
        return array;
    }

    private static JsonNode integer(JsonParser parser) {
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL ->
                    NODES.numberNode(parser.getBigIntegerValue());
        };
    }

    private static JsonNode fraction(JsonParser parser) {
        double number = parser.getDoubleValue();
        return Double.isFinite(number)
                ? NODES.numberNode(number)
                : NODES.numberNode(parser.getDecimalValue());
    }

    private static FaultException notJson(String message) {
        return new FaultException(new Fault.NotJson(message));
    }
}
