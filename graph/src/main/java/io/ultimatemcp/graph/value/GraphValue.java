package io.ultimatemcp.graph.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value with a shape of its own: part of the graph, or a place in space. */
public sealed interface GraphValue extends Value {

    /**
     * A node: {@code {"_type":"node","key","labels","properties"}}.
     *
     * @param key its {@code key} property when that is text, else the engine's element id
     * @param labels sorted
     */
    record Node(String key, List<String> labels, Entries properties) implements GraphValue {
        /** Copies the labels. */
        public Node {
            labels = List.copyOf(labels);
        }

        @Override
        public Map<String, @Nullable Object> plain() {
            var plain = typed("node");
            plain.put("key", key);
            plain.put("labels", labels);
            plain.put("properties", properties.plain());
            return plain;
        }
    }

    /**
     * A relationship: {@code {"_type":"relationship","type","start","end","properties"}}.
     *
     * @param start the key of the node it leaves, as {@link Node#key}
     * @param end the key of the node it enters
     */
    record Relationship(String type, String start, String end, Entries properties)
            implements GraphValue {
        @Override
        public Map<String, @Nullable Object> plain() {
            var plain = typed("relationship");
            plain.put("type", type);
            plain.put("start", start);
            plain.put("end", end);
            plain.put("properties", properties.plain());
            return plain;
        }
    }

    /**
     * A path: {@code {"_type":"path","length","nodes","relationships"}}, one relationship between
     * each two nodes; start and end of a relationship tell its own direction, not the path's.
     */
    record Path(List<Node> nodes, List<Relationship> relationships) implements GraphValue {
        /** Copies both lists. */
        public Path {
            nodes = List.copyOf(nodes);
            relationships = List.copyOf(relationships);
        }

        @Override
        public Map<String, @Nullable Object> plain() {
            var plain = typed("path");
            plain.put("length", (long) relationships.size());
            plain.put("nodes", nodes.stream().map(Node::plain).toList());
            plain.put("relationships", relationships.stream().map(Relationship::plain).toList());
            return plain;
        }
    }

    /**
     * A point: GeoJSON's {@code {"type":"Point","coordinates":[…]}} with {@code "_type":"point"}
     * and {@code "srid"}.
     *
     * @param srid 4326 and 4979 are WGS 84 in two and three dimensions, 7203 and 9157 Cartesian
     * @param coordinates two or three; longitude first where they are geographic
     */
    record Point(int srid, List<Double> coordinates) implements GraphValue {
        /** Copies the list. */
        public Point {
            coordinates = List.copyOf(coordinates);
        }

        @Override
        public Map<String, @Nullable Object> plain() {
            var plain = typed("point");
            plain.put("type", "Point");
            plain.put("srid", (long) srid);
            plain.put("coordinates", numbers(coordinates));
            return plain;
        }
    }

    /**
     * A vector: {@code {"_type":"vector","element_type","values"}}.
     *
     * @param elementType {@code int8}, {@code int16}, {@code int32}, {@code int64}, {@code float32}
     *     or {@code float64}
     */
    record Vector(String elementType, List<? extends Number> values) implements GraphValue {
        /** Copies the list. */
        public Vector {
            values = List.copyOf(values);
        }

        @Override
        public Map<String, @Nullable Object> plain() {
            var plain = typed("vector");
            plain.put("element_type", elementType);
            plain.put("values", numbers(values));
            return plain;
        }
    }

    private static Map<String, @Nullable Object> typed(String type) {
        var plain = new LinkedHashMap<String, @Nullable Object>();
        plain.put("_type", type);
        return plain;
    }

    private static List<@Nullable Object> numbers(List<? extends Number> values) {
        var plain = new ArrayList<@Nullable Object>(values.size());
        for (Number value : values) {
            plain.add(
                    switch (value) {
                        case Double real -> new Scalar.Real(real).plain();
                        case Float real ->
                                new Scalar.Real(Double.parseDouble(real.toString())).plain();
                        case Number whole -> whole.longValue();
                    });
        }
        return plain;
    }
}
