package io.ultimatemcp.ledger.backup;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** The list of a backup's sections as text: a line of name, size and digest for each. */
final class Manifest {
    private Manifest() {}

    static String write(List<Section> sections) {
        var text = new StringBuilder();
        for (Section section : sections) {
            text.append(section.name())
                    .append(' ')
                    .append(section.size())
                    .append(' ')
                    .append(section.sha256())
                    .append('\n');
        }
        return text.toString();
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
