package io.ultimatemcp.graph.write;

import io.ultimatemcp.graph.model.NodeWrite;
import io.ultimatemcp.graph.model.RelationshipWrite;
import io.ultimatemcp.graph.model.Upsert;
import io.ultimatemcp.graph.projection.Projections;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks a request before the engine sees it. */
final class BatchCheck {
    private static final Pattern KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_\\-:]{0,63}");
    private static final int LONGEST_NAME = 128;
    private static final int MOST_LABELS = 32;

    private final Problems problems;
    private final PropertyCheck properties;

    BatchCheck(Problems problems) {
        this.problems = problems;
        this.properties = new PropertyCheck(problems);
    }

    /** What can be used of it; all of it when no problem was found. */
    Batch check(Upsert upsert) {
        var batch = new Batch();
        if (upsert.nodes().size() + upsert.relationships().size() > Upsert.MOST_ITEMS) {
            problems.add(
                    "", "has more than " + Upsert.MOST_ITEMS + " nodes and relationships together");
            return batch;
        }
        for (int i = 0; i < upsert.nodes().size() && !problems.isFull(); i++) {
            node(batch, upsert.nodes().get(i), "/nodes/" + i);
        }
        for (int i = 0; i < upsert.relationships().size() && !problems.isFull(); i++) {
            relationship(batch, i, upsert.relationships().get(i), "/relationships/" + i);
        }
        return batch;
    }

    private void node(Batch batch, NodeWrite node, String pointer) {
        key(node.key(), pointer + "/key");
        if (node.labels().size() > MOST_LABELS) {
            problems.add(pointer + "/labels", "has more than " + MOST_LABELS + " labels");
        }
        for (int i = 0; i < node.labels().size(); i++) {
            label(node.labels().get(i), pointer + "/labels/" + i);
        }
        Map<String, @Nullable Object> checked =
                properties.check(node.properties(), pointer + "/properties");
        if (checked.containsKey("key")) {
            if (!node.key().equals(checked.get("key"))) {
                problems.add(
                        pointer + "/properties/key",
                        "differs from the node's key, which it would replace");
            }
            checked.remove("key");
        }
        batch.node(node.key(), node.labels(), checked);
    }

    private void relationship(
            Batch batch, int index, RelationshipWrite relationship, String pointer) {
        key(relationship.start(), pointer + "/start");
        key(relationship.end(), pointer + "/end");
        name(relationship.type(), pointer + "/type");
        batch.relationship(
                index,
                new Batch.Link(relationship.type(), relationship.start(), relationship.end()),
                properties.check(relationship.properties(), pointer + "/properties"));
    }

    private void key(String key, String pointer) {
        if (!KEY.matcher(key).matches()) {
            problems.add(
                    pointer,
                    "must be 1 to 64 characters: a letter or _ first, then letters, digits, _, - or :");
        }
    }

    /** Runs are merged by their labels, and what bears one would be taken for what a run left. */
    private void label(String label, String pointer) {
        name(label, pointer);
        if (Projections.owns(label)) {
            problems.add(
                    pointer,
                    label
                            + " is a label of what stored runs leave in the graph and take away again;"
                            + " use another, such as My"
                            + label);
        }
    }

    /** A label or a type: any text that can be one, because it is never part of a statement. */
    private void name(String name, String pointer) {
        if (name.isBlank()
                || name.length() > LONGEST_NAME
                || name.chars().anyMatch(Character::isISOControl)) {
            problems.add(
                    pointer,
                    "must be 1 to " + LONGEST_NAME + " characters without control characters");
        }
    }
}
