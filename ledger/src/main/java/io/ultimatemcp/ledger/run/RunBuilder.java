package io.ultimatemcp.ledger.run;

import io.ultimatemcp.ledger.blob.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects the parts of a {@link Run}; see there for what each one means. Not for use by several
 * threads.
 */
public final class RunBuilder {
    private final String id;
    private final String tool;
    private final String principal;
    private String door = "cli";
    private @Nullable Instant startedAt;
    private Duration duration = Duration.ZERO;
    private String outcome = "ok";
    private @Nullable String errorCode;
    private @Nullable String language;
    private @Nullable Sha256 arguments;
    private @Nullable Sha256 code;
    private @Nullable String requestId;
    private @Nullable String sessionId;
    private @Nullable String replays;
    private @Nullable String isolation;
    private String provenance = "{}";
    private String result = "{}";
    private List<Artifact> artifacts = List.of();

    RunBuilder(String id, String tool, String principal) {
        this.id = id;
        this.tool = tool;
        this.principal = principal;
    }

    /**
     * Sets {@link Run#door}.
     *
     * @param value how the call came in; {@code cli} unless set
     * @return this
     */
    public RunBuilder door(String value) {
        door = value;
        return this;
    }

    /**
     * Sets {@link Run#startedAt}.
     *
     * @param value when the call began
     * @return this
     */
    public RunBuilder startedAt(Instant value) {
        startedAt = value;
        return this;
    }

    /**
     * Sets {@link Run#duration}.
     *
     * @param value how long it took; zero unless set
     * @return this
     */
    public RunBuilder duration(Duration value) {
        duration = value;
        return this;
    }

    /**
     * Sets {@link Run#outcome}.
     *
     * @param value how it ended; {@code ok} unless set
     * @return this
     */
    public RunBuilder outcome(String value) {
        outcome = value;
        return this;
    }

    /**
     * Sets {@link Run#errorCode}.
     *
     * @param value the code of the error it ended in
     * @return this
     */
    public RunBuilder errorCode(@Nullable String value) {
        errorCode = value;
        return this;
    }

    /**
     * Sets {@link Run#language}.
     *
     * @param value of the code
     * @return this
     */
    public RunBuilder language(@Nullable String value) {
        language = value;
        return this;
    }

    /**
     * Sets {@link Run#arguments}.
     *
     * @param value names the arguments' blob
     * @return this
     */
    public RunBuilder arguments(Sha256 value) {
        arguments = value;
        return this;
    }

    /**
     * Sets {@link Run#code}.
     *
     * @param value names the source's blob
     * @return this
     */
    public RunBuilder code(@Nullable Sha256 value) {
        code = value;
        return this;
    }

    /**
     * Sets {@link Run#requestId}.
     *
     * @param value the request that carried the call
     * @return this
     */
    public RunBuilder requestId(@Nullable String value) {
        requestId = value;
        return this;
    }

    /**
     * Sets {@link Run#sessionId}.
     *
     * @param value the session of the call
     * @return this
     */
    public RunBuilder sessionId(@Nullable String value) {
        sessionId = value;
        return this;
    }

    /**
     * Sets {@link Run#replays}.
     *
     * @param value the run that this one repeats
     * @return this
     */
    public RunBuilder replays(@Nullable String value) {
        replays = value;
        return this;
    }

    /**
     * Sets {@link Run#isolation}.
     *
     * @param value JSON: how the code was confined
     * @return this
     */
    public RunBuilder isolation(@Nullable String value) {
        isolation = value;
        return this;
    }

    /**
     * Sets {@link Run#provenance}.
     *
     * @param value JSON: toolchain and limits; an empty object unless set
     * @return this
     */
    public RunBuilder provenance(String value) {
        provenance = value;
        return this;
    }

    /**
     * Sets {@link Run#result}.
     *
     * @param value JSON: the answer; an empty object unless set
     * @return this
     */
    public RunBuilder result(String value) {
        result = value;
        return this;
    }

    /**
     * Sets {@link Run#artifacts}.
     *
     * @param value the files it left; none unless set
     * @return this
     */
    public RunBuilder artifacts(List<Artifact> value) {
        artifacts = value;
        return this;
    }

    /**
     * Makes the run.
     *
     * @return the run
     * @throws IllegalArgumentException if the start, the arguments or a needed part is missing, or
     *     a part cannot be stored
     */
    public Run build() {
        if (startedAt == null || arguments == null) {
            throw new IllegalArgumentException("startedAt and arguments must be set");
        }
        return new Run(
                id,
                tool,
                principal,
                door,
                startedAt,
                duration,
                outcome,
                errorCode,
                language,
                arguments,
                code,
                requestId,
                sessionId,
                replays,
                isolation,
                provenance,
                result,
                artifacts);
    }
}
