package io.ultimatemcp.graph.value;

import io.ultimatemcp.graph.value.Scalar.Temporal;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.neo4j.driver.types.Entity;
import org.neo4j.driver.types.Float32Vector;
import org.neo4j.driver.types.Float64Vector;
import org.neo4j.driver.types.Int16Vector;
import org.neo4j.driver.types.Int32Vector;
import org.neo4j.driver.types.Int64Vector;
import org.neo4j.driver.types.Int8Vector;
import org.neo4j.driver.types.Node;
import org.neo4j.driver.types.Path;
import org.neo4j.driver.types.Relationship;
import org.neo4j.driver.types.Vector;

/** Reads the driver's values. */
public final class Values {
    private final Keys keys;

    /** With the keys of the nodes that relationships name. */
    public Values(Keys keys) {
        this.keys = keys;
    }

    /** The same value as our own data. */
    public Value read(org.neo4j.driver.Value value) {
        return switch (Kind.of(value)) {
            case NOTHING -> Scalar.Nothing.NULL;
            case TRUTH -> new Scalar.Truth(value.asBoolean());
            case WHOLE -> new Scalar.Whole(value.asLong());
            case REAL -> new Scalar.Real(value.asDouble());
            case TEXT -> new Scalar.Text(value.asString());
            case UUID -> new Scalar.Text(value.asUUID().toString());
            case BYTES -> new Scalar.Bytes(Value.base64(value.asByteArray()));
            case LIST -> list(value);
            case MAP -> map(value);
            case NODE -> node(value.asNode());
            case RELATIONSHIP -> relationship(value.asRelationship());
            case PATH -> path(value.asPath());
            case POINT -> point(value.asPoint());
            case DATE -> temporal(Temporal.Kind.DATE, value.asLocalDate());
            case TIME -> temporal(Temporal.Kind.TIME, value.asOffsetTime());
            case LOCAL_TIME -> temporal(Temporal.Kind.LOCAL_TIME, value.asLocalTime());
            case DATE_TIME -> temporal(Temporal.Kind.DATE_TIME, value.asZonedDateTime());
            case LOCAL_DATE_TIME ->
                    temporal(Temporal.Kind.LOCAL_DATE_TIME, value.asLocalDateTime());
            case DURATION ->
                    new Temporal(Temporal.Kind.DURATION, Durations.text(value.asIsoDuration()));
            case VECTOR -> vector(value.asVector());
            case UNKNOWN -> new Scalar.Unknown(value.type().name());
        };
    }

    private static Temporal temporal(Temporal.Kind kind, TemporalAccessor value) {
        return new Temporal(kind, value.toString());
    }

    private Value list(org.neo4j.driver.Value value) {
        var items = new ArrayList<Value>(value.size());
        value.values().forEach(item -> items.add(read(item)));
        return new Value.Items(items);
    }

    private Value map(org.neo4j.driver.Value value) {
        var entries = new LinkedHashMap<String, Value>();
        value.keys().forEach(name -> entries.put(name, read(value.get(name))));
        return new Value.Entries(entries);
    }

    private Value.Entries properties(Entity entity) {
        Map<String, Value> entries = new LinkedHashMap<>();
        StreamSupport.stream(entity.keys().spliterator(), false)
                .sorted()
                .forEach(name -> entries.put(name, read(entity.get(name))));
        return new Value.Entries(entries);
    }

    private GraphValue.Node node(Node node) {
        List<String> labels =
                StreamSupport.stream(node.labels().spliterator(), false)
                        .sorted(Comparator.naturalOrder())
                        .toList();
        return new GraphValue.Node(keys.of(node), labels, properties(node));
    }

    private GraphValue.Relationship relationship(Relationship relationship) {
        return new GraphValue.Relationship(
                relationship.type(),
                keys.of(relationship.startNodeElementId()),
                keys.of(relationship.endNodeElementId()),
                properties(relationship));
    }

    private GraphValue.Path path(Path path) {
        return new GraphValue.Path(
                stream(path.nodes()).map(this::node).toList(),
                stream(path.relationships()).map(this::relationship).toList());
    }

    private static GraphValue.Point point(org.neo4j.driver.types.Point point) {
        return new GraphValue.Point(
                point.srid(),
                Double.isNaN(point.z())
                        ? List.of(point.x(), point.y())
                        : List.of(point.x(), point.y(), point.z()));
    }

    private static GraphValue.Vector vector(Vector vector) {
        var values = new ArrayList<Number>(vector.length());
        String type;
        switch (vector) {
            case Int8Vector bytes -> {
                type = "int8";
                for (byte element : bytes.toArray()) {
                    values.add(element);
                }
            }
            case Int16Vector shorts -> {
                type = "int16";
                for (short element : shorts.toArray()) {
                    values.add(element);
                }
            }
            case Int32Vector ints -> {
                type = "int32";
                for (int element : ints.toArray()) {
                    values.add(element);
                }
            }
            case Int64Vector longs -> {
                type = "int64";
                for (long element : longs.toArray()) {
                    values.add(element);
                }
            }
            case Float32Vector floats -> {
                type = "float32";
                for (float element : floats.toArray()) {
                    values.add(element);
                }
            }
            case Float64Vector doubles -> {
                type = "float64";
                for (double element : doubles.toArray()) {
                    values.add(element);
                }
            }
            default -> type = vector.elementType().getSimpleName();
        }
        return new GraphValue.Vector(type, values);
    }

    private static <T> Stream<T> stream(Iterable<T> values) {
        return StreamSupport.stream(values.spliterator(), false);
    }
}
