package io.ultimatemcp.server.tool;

import io.ultimatemcp.server.problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Finds what JSON can write but nothing behind it can take as it was meant: halves of surrogate
 * pairs, which no encoding of Unicode has and which would become question marks, and numbers beyond
 * a double, which would become infinite. The parser refuses such halves in names only. Made for one
 * look.
 */
final class Losses {
    private final int most;
    private final List<FieldError> errors = new ArrayList<>(0);

    private Losses(int most) {
        this.most = most;
    }

    /** At most so many errors, each by the pointer of the value, and none for sound arguments. */
    static List<FieldError> in(JsonNode arguments, int most) {
        var losses = new Losses(most);
        losses.look(arguments, new StringBuilder());
        return losses.errors;
    }

    /** The pointer is one text that grows and shrinks, for of most values nothing is said. */
    private void look(JsonNode value, StringBuilder pointer) {
        int here = pointer.length();
        if (errors.size() >= most) {
            return;
        }
        switch (value.getNodeType()) {
            case OBJECT -> {
                for (var member : value.properties()) {
                    pointer.append('/').append(Arguments.escaped(member.getKey()));
                    look(member.getValue(), pointer);
                    pointer.setLength(here);
                }
            }
            case ARRAY -> {
                for (int i = 0; i < value.size(); i++) {
                    pointer.append('/').append(i);
                    look(value.get(i), pointer);
                    pointer.setLength(here);
                }
            }
            case STRING -> {
                if (hasHalf(value.stringValue())) {
                    add(pointer, "holds a lone surrogate, which is no Unicode text");
                }
            }
            case NUMBER -> {
                if (!Double.isFinite(value.numberValue().doubleValue())) {
                    add(pointer, "is too large a number");
                }
            }
            case BOOLEAN, NULL, MISSING, BINARY, POJO -> {}
        }
    }

    private void add(StringBuilder pointer, String message) {
        errors.add(new FieldError(pointer.toString(), message));
    }

    private static boolean hasHalf(String text) {
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
                return true;
            }
            at += Character.charCount(character);
        }
        return false;
    }
}
