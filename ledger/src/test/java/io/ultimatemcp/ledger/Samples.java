package io.ultimatemcp.ledger;

import io.ultimatemcp.ledger.blob.Blob;
import io.ultimatemcp.ledger.run.Artifact;
import io.ultimatemcp.ledger.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Runs with contents, the same for the same seed. */
public final class Samples {
    private final Random random;

    public Samples(long seed) {
        this.random = new Random(seed);
    }

    /** A run with the contents it refers to. */
    public record Sample(Run run, List<Blob> content) {}

    public Blob blob(int size) {
        var bytes = new byte[size];
        random.nextBytes(bytes);
        return Blob.of(bytes);
    }

    public Sample run(String id) {
        return run(id, Instant.parse("2026-01-01T00:00:00Z").plusNanos(random.nextLong(1L << 50)));
    }

    public Sample run(String id, Instant startedAt) {
        var content = new ArrayList<Blob>();
        Blob arguments = Blob.of("{\"code\":\"print(" + random.nextInt(50) + ")\"}");
        Blob code = Blob.of("print(" + random.nextInt(50) + ")");
        content.add(arguments);
        content.add(code);
        var artifacts = new ArrayList<Artifact>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Blob file = blob(random.nextInt(10) == 0 ? 100_000 : random.nextInt(2000));
            content.add(file);
            artifacts.add(new Artifact("out/" + i, file.size(), "text/plain", file.sha256()));
        }
        Run run =
                Run.builder(id, pick("execute_code", "lint_code"), pick("ada", "grace"))
                        .door(pick("mcp", "rest", "cli"))
                        .startedAt(startedAt)
                        .duration(Duration.ofNanos(random.nextLong(10_000_000_000L)))
                        .outcome(pick("exited", "timed_out"))
                        .errorCode(random.nextBoolean() ? null : "deadline")
                        .language(random.nextBoolean() ? null : pick("python", "bash"))
                        .arguments(arguments.sha256())
                        .code(random.nextBoolean() ? null : code.sha256())
                        .requestId("request-" + random.nextInt())
                        .sessionId(random.nextBoolean() ? null : "session")
                        .isolation(random.nextBoolean() ? null : "{\"engine\":\"bubblewrap\"}")
                        .provenance("{\"limits\":{}}")
                        .result("{\"stdout\":\"" + "é".repeat(random.nextInt(6000)) + "\"}")
                        .artifacts(artifacts)
                        .build();
        return new Sample(run, content);
    }

    private String pick(String... words) {
        return words[random.nextInt(words.length)];
    }
}
