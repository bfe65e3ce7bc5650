package io.ultimatemcp.ledger.account;

import java.util.regex.Pattern;

/** Checks the names of users, roles, keys and scopes: no blanks, no control characters. */
final class Names {
    private static final Pattern NAME = Pattern.compile("[\\p{Graph}&&\\p{ASCII}]{1,255}");
    private static final int LONGEST_LABEL = 255;

    private Names() {}

    static void check(String field, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    field + " must have 1 to 255 printable ASCII characters and no blanks");
        }
    }

    static void checkLabel(String field, String label) {
        if (label.length() > LONGEST_LABEL || label.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException(
                    field + " must have at most 255 characters and no control characters");
        }
    }
}
