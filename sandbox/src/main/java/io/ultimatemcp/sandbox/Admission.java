package io.ultimatemcp.sandbox;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks a job before anything is made for it; the first fault is told by its field. */
final class Admission {
    private static final int MAX_CODE = 4 << 20;
    private static final int MAX_WORDS = 1024;
    private static final int MAX_WORD_BYTES = 1 << 16;
    private static final int MAX_WORDS_BYTES = 1 << 18;
    private static final int MAX_STDIN = 16 << 20;
    private static final int MAX_FILES = 256;
    private static final long MAX_FILES_BYTES = 64L << 20;
    private static final int MAX_PATH_BYTES = 1024;
    private static final int MAX_NAME_BYTES = 255;
    private static final int MAX_DEPTH = 16;
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
    private static final List<String> OWN_PLACES =
            List.of("/work", "/tmp", "/proc", "/dev", "/job", "/etc");

    private long words;

    private Admission() {}

    /** The fault of the job, or empty when it may run. */
    static Optional<Refusal.Invalid> fault(Job job) {
        var admission = new Admission();
        return limits(job.limits())
                .or(() -> admission.program(job.program()))
                .or(() -> admission.words("args", job.args()))
                .or(() -> admission.variables(job.env()))
                .or(() -> atMost("stdin", job.stdin().size(), MAX_STDIN))
                .or(() -> files(job));
    }

    private static Optional<Refusal.Invalid> limits(Limits limits) {
        return within("limits.wall", limits.wall())
                .or(() -> within("limits.cpu", limits.cpu()))
                .or(() -> within("limits.memory", limits.memory(), 32L << 20, 64L << 30))
                .or(() -> within("limits.processes", limits.processes(), 1, 4096))
                .or(() -> within("limits.disk", limits.disk(), 1L << 20, 16L << 30))
                .or(() -> within("limits.inodes", limits.inodes(), 64, 1_000_000))
                .or(() -> within("limits.output", limits.output(), 1024, Limits.MAX_OUTPUT));
    }

    private Optional<Refusal.Invalid> program(Program program) {
        return switch (program) {
            case Program.Script script -> atMost("code", script.code().size(), MAX_CODE);
            case Program.Command command ->
                    command.argv().isEmpty()
                            ? fault("argv", "argv must name a program")
                            : words("argv", command.argv()).or(() -> binds(command.binds()));
        };
    }

    private static Optional<Refusal.Invalid> binds(List<Bind> binds) {
        for (int i = 0; i < binds.size(); i++) {
            Bind bind = binds.get(i);
            String field = "binds[" + i + "]";
            String target = bind.target();
            if (!bind.source().isAbsolute() || bind.source().toString().indexOf('\0') >= 0) {
                return fault(field + ".source", "the source must be an absolute path");
            }
            if (!target.startsWith("/")
                    || target.length() < 2
                    || target.indexOf('\0') >= 0
                    || List.of(target.split("/", -1)).contains("..")
                    || OWN_PLACES.stream().anyMatch(p -> (target + "/").startsWith(p + "/"))) {
                return fault(
                        field + ".target",
                        "the target must be an absolute path outside "
                                + String.join(", ", OWN_PLACES));
            }
        }
        return Optional.empty();
    }

    private Optional<Refusal.Invalid> words(String field, List<String> values) {
        if (values.size() > MAX_WORDS) {
            return fault(field, "%d entries, the limit is %d".formatted(values.size(), MAX_WORDS));
        }
        for (int i = 0; i < values.size(); i++) {
            var fault = word(field + "[" + i + "]", values.get(i));
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private Optional<Refusal.Invalid> variables(Map<String, String> env) {
        if (env.size() > MAX_WORDS) {
            return fault("env", "%d entries, the limit is %d".formatted(env.size(), MAX_WORDS));
        }
        for (Map.Entry<String, String> entry : env.entrySet()) {
            if (!VARIABLE.matcher(entry.getKey()).matches()) {
                return fault(
                        "env",
                        "a name must be letters, digits and _ (at most 128), not "
                                + shown(entry.getKey()));
            }
            var fault = word("env." + entry.getKey(), entry.getValue());
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private Optional<Refusal.Invalid> word(String field, String value) {
        if (value.indexOf('\0') >= 0) {
            return fault(field, "must not contain NUL");
        }
        int size = size(value);
        words += size + 1L;
        return atMost(field, size, MAX_WORD_BYTES)
                .or(() -> atMost("args and env together", words, MAX_WORDS_BYTES));
    }

    private static Optional<Refusal.Invalid> files(Job job) {
        if (job.files().size() > MAX_FILES) {
            return fault(
                    "files", "%d files, the limit is %d".formatted(job.files().size(), MAX_FILES));
        }
        Set<String> taken = new HashSet<>();
        Set<String> directories = new HashSet<>();
        if (job.program() instanceof Program.Script script) {
            taken.add(script.language().programName());
        }
        long bytes = 0;
        for (int i = 0; i < job.files().size(); i++) {
            InputFile file = job.files().get(i);
            String field = "files[" + i + "].path";
            var fault = path(field, file.path(), taken, directories);
            if (fault.isPresent()) {
                return fault;
            }
            bytes += file.content().size();
        }
        long limit = Math.min(MAX_FILES_BYTES, job.limits().disk() / 2);
        return atMost("files", bytes, limit)
                .or(() ->
                        within(
                                "files",
                                taken.size() + directories.size(),
                                0,
                                job.limits().inodes() / 2L));
    }

    private static Optional<Refusal.Invalid> path(
            String field, String path, Set<String> taken, Set<String> directories) {
        if (path.isEmpty() || path.startsWith("/") || path.indexOf('\0') >= 0) {
            return fault(field, "must be a relative path without NUL, not " + shown(path));
        }
        if (size(path) > MAX_PATH_BYTES) {
            return atMost(field, size(path), MAX_PATH_BYTES);
        }
        if (!isWritable(path)) {
            return fault(
                    field,
                    shown(path) + " cannot be written in the server's locale; start it with UTF-8");
        }
        String[] parts = path.split("/", -1);
        if (parts.length > MAX_DEPTH) {
            return fault(
                    field, "%d levels deep, the limit is %d".formatted(parts.length, MAX_DEPTH));
        }
        var walked = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                return fault(field, "must not contain an empty part, . or .., as " + shown(path));
            }
            if (size(part) > MAX_NAME_BYTES) {
                return fault(
                        field, "a name in it is longer than %d bytes".formatted(MAX_NAME_BYTES));
            }
            walked.append(i == 0 ? "" : "/").append(part);
            boolean last = i == parts.length - 1;
            String here = walked.toString();
            boolean clash =
                    last ? directories.contains(here) || !taken.add(here) : taken.contains(here);
            if (clash) {
                return fault(field, shown(here) + " is already the path of another file");
            }
            if (!last) {
                directories.add(here);
            }
        }
        return Optional.empty();
    }

    private static boolean isWritable(String path) {
        try {
            return Path.of(path).getNameCount() > 0;
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static Optional<Refusal.Invalid> within(String field, Duration value) {
        return value.compareTo(Duration.ofMillis(100)) < 0
                        || value.compareTo(Duration.ofHours(1)) > 0
                ? fault(field, "must be 0.1 s to 3600 s, not " + value.toMillis() / 1000.0 + " s")
                : Optional.empty();
    }

    private static Optional<Refusal.Invalid> within(
            String field, long value, long least, long most) {
        return value < least || value > most
                ? fault(field, "must be %d to %d, not %d".formatted(least, most, value))
                : Optional.empty();
    }

    private static Optional<Refusal.Invalid> atMost(String field, long bytes, long limit) {
        return bytes > limit
                ? fault(field, "%d bytes, the limit is %d".formatted(bytes, limit))
                : Optional.empty();
    }

    private static Optional<Refusal.Invalid> fault(String field, String detail) {
        return Optional.of(new Refusal.Invalid(field, detail));
    }

    private static int size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    static String shown(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", "?");
        return "'" + (printable.length() > 80 ? printable.substring(0, 80) + "…" : printable) + "'";
    }
}
