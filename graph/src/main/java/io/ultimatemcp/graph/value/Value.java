package io.ultimatemcp.graph.value;

import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value that Cypher answered with. {@link #plain()} is the form that clients see; it never fails,
 * whatever the value.
 *
 * <p>Immutable; the containers keep the engine's order.
 */
public sealed interface Value permits Scalar, Value.Items, Value.Entries, GraphValue {

    /**
     * This value as {@code null}, {@link Boolean}, {@link Long}, {@link Double}, {@link String},
     * {@link List} or {@link Map} of the same, ready for any JSON writer: no NaN, no infinity, no
     * other class.
     */
    @Nullable Object plain();

    /** A list, of anything. */
    record Items(List<Value> values) implements Value {
        /** Copies the list. */
        public Items {
            values = List.copyOf(values);
        }

        @Override
        public List<@Nullable Object> plain() {
            var plain = new java.util.ArrayList<@Nullable Object>(values.size());
            values.forEach(value -> plain.add(value.plain()));
            return Collections.unmodifiableList(plain);
        }
    }

    /** A map, or the properties of a node or relationship. */
    record Entries(Map<String, Value> values) implements Value {
        /** Copies the map, order included. */
        public Entries {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        @Override
        public Map<String, @Nullable Object> plain() {
            var plain = new LinkedHashMap<String, @Nullable Object>();
            values.forEach((name, value) -> plain.put(name, value.plain()));
            return Collections.unmodifiableMap(plain);
        }
    }

    /** Bytes in the standard Base64 alphabet. */
    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
