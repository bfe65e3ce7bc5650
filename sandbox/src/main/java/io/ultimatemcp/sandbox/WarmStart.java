package io.ultimatemcp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ultimatemcp.sandbox.bubblewrap.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A start in a sandbox whose interpreter already runs and waits. That sandbox is as fresh as a cold
 * one: nobody's program has run in it, and after this one it is gone.
 */
final class WarmStart {
    /** Read by interpreters, linkers and allocators only when they start. */
    private static final Pattern EARLY =
            Pattern.compile("(PYTHON|NODE|LD_|MALLOC_|GLIBC|LC_|LANG|SSL_|OPENSSL).*");

    private WarmStart() {}

    /** The language to start warm, or empty when this job needs a start of its own. */
    static Optional<Language> fit(Job job) {
        Limits usual = Limits.standard();
        Limits limits = job.limits();
        boolean sameRoom = limits.disk() == usual.disk() && limits.inodes() == usual.inodes();
        boolean sameCount = limits.processes() == usual.processes();
        boolean late = job.env().keySet().stream().noneMatch(n -> EARLY.matcher(n).matches());
        return job.program() instanceof Program.Script script
                        && sameRoom
                        && sameCount
                        && late
                        && isWarm(script.language())
                ? Optional.of(script.language())
                : Optional.empty();
    }

    /** Whether interpreters of the language are kept waiting; a shell starts too fast for that. */
    static boolean isWarm(Language language) {
        return switch (language) {
            case PYTHON, JAVASCRIPT -> true;
            case BASH -> false;
        };
    }

    /** The program that waits. */
    static byte[] loader(Language language) {
        try (InputStream text =
                Objects.requireNonNull(WarmStart.class.getResourceAsStream(loaderName(language)))) {
            return text.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its name under {@code /job}. */
    static String loaderName(Language language) {
        return "loader" + language.programName().substring("main".length());
    }

    /** Hands the job to the interpreter that waits in {@code stage}. */
    static void go(Stage stage, Job job) throws IOException {
        var spec = new StringBuilder().append(job.args().size()).append('\0');
        job.args().forEach(arg -> spec.append(arg).append('\0'));
        job.env().forEach((name, value) -> spec.append(name + "=" + value).append('\0'));
        stage.putJob("spec", spec.toString().getBytes(UTF_8));
        OutputStream stdin = stage.streams().stdin();
        stdin.write('\n');
    }
}
