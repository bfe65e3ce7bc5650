package io.ultimatemcp.graph.value;

import java.util.Map;
import org.neo4j.driver.Value;
import org.neo4j.driver.types.Type;
import org.neo4j.driver.types.TypeSystem;

/** The driver's types as an enum that can be switched over. */
enum Kind {
    NOTHING,
    TRUTH,
    WHOLE,
    REAL,
    TEXT,
    BYTES,
    LIST,
    MAP,
    NODE,
    RELATIONSHIP,
    PATH,
    POINT,
    DATE,
    TIME,
    LOCAL_TIME,
    DATE_TIME,
    LOCAL_DATE_TIME,
    DURATION,
    VECTOR,
    UUID,
    UNKNOWN;

    private static final TypeSystem TYPES = TypeSystem.getDefault();

    private static final Map<Type, Kind> KINDS =
            Map.ofEntries(
                    Map.entry(TYPES.NULL(), NOTHING),
                    Map.entry(TYPES.BOOLEAN(), TRUTH),
                    Map.entry(TYPES.INTEGER(), WHOLE),
                    Map.entry(TYPES.FLOAT(), REAL),
                    Map.entry(TYPES.STRING(), TEXT),
                    Map.entry(TYPES.BYTES(), BYTES),
                    Map.entry(TYPES.LIST(), LIST),
                    Map.entry(TYPES.MAP(), MAP),
                    Map.entry(TYPES.NODE(), NODE),
                    Map.entry(TYPES.RELATIONSHIP(), RELATIONSHIP),
                    Map.entry(TYPES.PATH(), PATH),
                    Map.entry(TYPES.POINT(), POINT),
                    Map.entry(TYPES.DATE(), DATE),
                    Map.entry(TYPES.TIME(), TIME),
                    Map.entry(TYPES.LOCAL_TIME(), LOCAL_TIME),
                    Map.entry(TYPES.DATE_TIME(), DATE_TIME),
                    Map.entry(TYPES.LOCAL_DATE_TIME(), LOCAL_DATE_TIME),
                    Map.entry(TYPES.DURATION(), DURATION),
                    Map.entry(TYPES.VECTOR(), VECTOR),
                    Map.entry(TYPES.UUID(), UUID));

    static Kind of(Value value) {
        return KINDS.getOrDefault(value.type(), UNKNOWN);
    }
}
