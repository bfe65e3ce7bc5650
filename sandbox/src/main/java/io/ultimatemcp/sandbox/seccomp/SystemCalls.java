package io.ultimatemcp.sandbox.seccomp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The table of system calls for one architecture: what is allowed, refused, looked at. */
record SystemCalls(
        NavigableMap<Integer, Verdict> verdicts,
        Map<String, Integer> looked,
        Map<String, Verdict> named) {

    /** Reads the table; a call that the architecture does not have is left out. */
    static SystemCalls of(Architecture architecture) {
        int column = architecture.column();
        var verdicts = new TreeMap<Integer, Verdict>();
        var looked = new TreeMap<String, Integer>();
        var named = new TreeMap<String, Verdict>();
        for (String[] row : rows()) {
            if (row[column].equals("-")) {
                continue;
            }
            int number = Integer.parseInt(row[column]);
            if (row[3].equals("check")) {
                looked.put(row[0], number);
            } else {
                verdicts.put(number, verdict(row[3]));
                named.put(row[0], verdict(row[3]));
            }
        }
        return new SystemCalls(verdicts, looked, named);
    }

    private static Verdict verdict(String action) {
        return switch (action) {
            case "allow" -> Verdict.ALLOW;
            case "deny" -> Verdict.EPERM;
            case "unsupported" -> Verdict.ENOTSUP;
            default -> throw new IllegalStateException("unknown action " + action);
        };
    }

    private static List<String[]> rows() {
        var resource = SystemCalls.class.getResourceAsStream("syscalls.tsv");
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(resource, "syscalls.tsv is not packed"),
                                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
