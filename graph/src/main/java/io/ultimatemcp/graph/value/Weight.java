package io.ultimatemcp.graph.value;

import org.neo4j.driver.Value;
import org.neo4j.driver.types.Entity;
import org.neo4j.driver.types.Node;
import org.neo4j.driver.types.Path;
import org.neo4j.driver.types.Relationship;

/**
 * Estimates how many bytes a value of the driver is as text, and notes the nodes and relationships
 * in it.
 */
public final class Weight {
    /** Lists and maps in one another; most readers of JSON have such a bound. */
    public static final int MOST_DEPTH = 50;

    private static final int OVERHEAD = 8;

    private Weight() {}

    /** A value is nested deeper than {@link #MOST_DEPTH}. */
    public static final class TooDeep extends Exception {
        private static final long serialVersionUID = 1;

        TooDeep() {
            super("nested more than " + MOST_DEPTH + " deep");
        }
    }

    /** Bytes, about; never less than {@value #OVERHEAD}. */
    public static long of(Value value, Keys keys) throws TooDeep {
        return of(value, keys, 0);
    }

    private static long of(Value value, Keys keys, int depth) throws TooDeep {
        if (depth > MOST_DEPTH) {
            throw new TooDeep();
        }
        return switch (Kind.of(value)) {
            case TEXT -> OVERHEAD + value.asString().length();
            case BYTES -> OVERHEAD + value.asByteArray().length * 4L / 3;
            case LIST -> {
                long sum = OVERHEAD;
                for (Value item : value.values()) {
                    sum += of(item, keys, depth + 1);
                }
                yield sum;
            }
            case MAP -> {
                long sum = OVERHEAD;
                for (String name : value.keys()) {
                    sum += name.length() + of(value.get(name), keys, depth + 1);
                }
                yield sum;
            }
            case NODE -> of(value.asNode(), keys);
            case RELATIONSHIP -> of(value.asRelationship(), keys);
            case PATH -> of(value.asPath(), keys);
            case VECTOR -> OVERHEAD + 12L * value.asVector().length();
            default -> 3 * OVERHEAD;
        };
    }

    private static long of(Node node, Keys keys) throws TooDeep {
        keys.met(node);
        long sum = OVERHEAD;
        for (String label : node.labels()) {
            sum += label.length() + 3;
        }
        return sum + properties(node, keys);
    }

    private static long of(Relationship relationship, Keys keys) throws TooDeep {
        keys.met(relationship);
        return OVERHEAD + relationship.type().length() + properties(relationship, keys);
    }

    private static long of(Path path, Keys keys) throws TooDeep {
        long sum = OVERHEAD;
        for (Node node : path.nodes()) {
            sum += of(node, keys);
        }
        for (Relationship relationship : path.relationships()) {
            sum += of(relationship, keys);
        }
        return sum;
    }

    private static long properties(Entity entity, Keys keys) throws TooDeep {
        long sum = 6 * OVERHEAD;
        for (String name : entity.keys()) {
            sum += name.length() + of(entity.get(name), keys);
        }
        return sum;
    }
}
