package io.ultimatemcp.ledger.backup;

import io.ultimatemcp.ledger.fault.LedgerCorrupt;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
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

    static List<Section> read(String text) {
        var sections = new ArrayList<Section>();
        for (String line : text.lines().toList()) {
            String[] words = line.split(" ", -1);
            if (words.length != 3 || !words[1].matches("[0-9]{1,18}")) {
                throw new LedgerCorrupt("the backup's manifest is damaged", null);
            }
            sections.add(new Section(words[0], Long.parseLong(words[1]), words[2]));
        }
        return sections;
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
