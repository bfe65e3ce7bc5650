package io.ultimatemcp.graph.value;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value without parts. */
public sealed interface Scalar extends Value {

    /** Cypher's {@code null}. */
    enum Nothing implements Scalar {
        NULL;

        @Override
        public @Nullable Object plain() {
            return null;
        }
    }

    /** A boolean. */
    record Truth(boolean value) implements Scalar {
        @Override
        public Boolean plain() {
            return value;
        }
    }

    /** A 64-bit integer; it stays a whole number in JSON however big it is. */
    record Whole(long value) implements Scalar {
        @Override
        public Long plain() {
            return value;
        }
    }

    /** A double. JSON has no word for NaN and the infinities, so they become text. */
    record Real(double value) implements Scalar {
        @Override
        public Object plain() {
            return Double.isFinite(value) ? (Object) value : Double.toString(value);
        }
    }

    /** A string. */
    record Text(String value) implements Scalar {
        @Override
        public String plain() {
            return value;
        }
    }

    /** Bytes: {@code {"_type":"bytes","base64":…}}. */
    record Bytes(String base64) implements Scalar {
        @Override
        public Map<String, Object> plain() {
            return Map.of("_type", "bytes", "base64", base64);
        }
    }

    /**
     * A date, time, date-time or duration as ISO 8601 text; a zone follows in brackets when it has
     * a name.
     *
     * @param kind which one, in Cypher's words
     * @param text as Cypher's own {@code toString} writes it
     */
    record Temporal(Kind kind, String text) implements Scalar {
        /** Cypher's temporal types. */
        public enum Kind {
            DATE,
            TIME,
            LOCAL_TIME,
            DATE_TIME,
            LOCAL_DATE_TIME,
            DURATION
        }

        @Override
        public String plain() {
            return text;
        }
    }

    /** A value this version of the driver has no class for; its name says what it is. */
    record Unknown(String name) implements Scalar {
        @Override
        public Map<String, Object> plain() {
            return Map.of("_type", "unsupported", "name", name);
        }
    }
}
