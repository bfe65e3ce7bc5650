package io.ultimatemcp.ledger.run;

import org.jspecify.annotations.Nullable;

/** Checks the short texts of a run: present, bounded, free of control characters. */
final class Words {
    private Words() {}

    static void check(String field, String value, int longest) {
        if (value.isBlank() || value.length() > longest) {
            throw new IllegalArgumentException(
                    field + " must have 1 to " + longest + " characters, not " + value.length());
        }
        if (value.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new IllegalArgumentException(field + " must not contain control characters");
        }
    }

    static void checkOptional(String field, @Nullable String value, int longest) {
        if (value != null) {
            check(field, value, longest);
        }
    }

    static void checkJson(String field, @Nullable String json, int longest) {
        if (json != null && (json.length() > longest || json.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException(
                    field + " must be JSON text of at most " + longest + " characters");
        }
    }
}
