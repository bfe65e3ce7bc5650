package io.ultimatemcp.graph.transfer;

import io.ultimatemcp.graph.value.GraphValue;
import io.ultimatemcp.graph.value.Keys;
import java.util.List;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;
import tools.jackson.databind.JsonNode;

/** A vector as the type of its elements and the elements: {@code ["float32",[0.5,1.0]]}. */
final class VectorTag {
    private VectorTag() {}

    static List<Object> write(Value value) {
        if (new io.ultimatemcp.graph.value.Values(new Keys()).read(value)
                instanceof GraphValue.Vector(String elementType, var elements)) {
            return List.of(elementType, elements);
        }
        throw new IllegalArgumentException("a vector of type " + value.type().name());
    }

    static Value read(JsonNode json) {
        JsonNode elements = json.get(1);
        int length = elements.size();
        return switch (json.get(0).stringValue()) {
            case "int8" -> {
                var bytes = new byte[length];
                for (int i = 0; i < length; i++) {
                    bytes[i] = (byte) elements.get(i).intValue();
                }
                yield Values.vector(bytes);
            }
            case "int16" -> {
                var shorts = new short[length];
                for (int i = 0; i < length; i++) {
                    shorts[i] = (short) elements.get(i).intValue();
                }
                yield Values.vector(shorts);
            }
            case "int32" -> {
                var ints = new int[length];
                for (int i = 0; i < length; i++) {
                    ints[i] = elements.get(i).intValue();
                }
                yield Values.vector(ints);
            }
            case "int64" -> {
                var longs = new long[length];
                for (int i = 0; i < length; i++) {
                    longs[i] = elements.get(i).longValue();
                }
                yield Values.vector(longs);
            }
            case "float32" -> {
                var floats = new float[length];
                for (int i = 0; i < length; i++) {
                    floats[i] = (float) elements.get(i).doubleValue();
                }
                yield Values.vector(floats);
            }
            case "float64" -> {
                var doubles = new double[length];
                for (int i = 0; i < length; i++) {
                    doubles[i] = elements.get(i).doubleValue();
                }
                yield Values.vector(doubles);
            }
            default -> throw new IllegalArgumentException("no such type of element");
        };
    }
}
