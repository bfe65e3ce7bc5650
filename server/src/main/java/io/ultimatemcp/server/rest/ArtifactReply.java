package io.ultimatemcp.server.rest;

import io.ultimatemcp.ledger.run.Artifact;
import io.ultimatemcp.sandbox.output.Allotment;
import io.ultimatemcp.sandbox.output.Space;
import io.ultimatemcp.server.problem.ErrorCode;
import io.ultimatemcp.server.problem.Problem;
import io.ultimatemcp.server.problem.Refusal;
import io.ultimatemcp.server.run.Runs;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A file that a run left, whole or in part (RFC 9110 sections 13 and 14). Its digest is its strong
 * entity tag: what is stored never changes.
 */
final class ArtifactReply {
    /** A stranger's program made this: browsers must neither render nor sniff it. */
    private static final Map<String, String> HEADERS =
            Map.of(
                    "Content-Disposition",
                    "attachment",
                    "Content-Security-Policy",
                    "default-src 'none'; sandbox; frame-ancestors 'none'",
                    "Accept-Ranges",
                    "bytes");

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Runs runs;
    private final Allotment memory = Allotment.ofHeap(8);

    ArtifactReply(Runs runs) {
        this.runs = runs;
    }

    Reply to(Request request, Artifact artifact) {
        String tag = "\"" + artifact.sha256() + "\"";
        if (lists(request.header().apply("If-None-Match"), tag)) {
            return reply(304, artifact, tag, new byte[0]);
        }
        return switch (range(request, artifact, tag)) {
            case ByteRange.Whole _ ->
                    held(
                            artifact.size(),
                            () -> reply(200, artifact, tag, runs.content(artifact.sha256())));
            case ByteRange.Part part -> held(part.length(), () -> part(artifact, tag, part));
            case ByteRange.Unsatisfiable _ ->
                    Problems.reply(
                                    Problem.of(
                                            ErrorCode.RANGE_NOT_SATISFIABLE,
                                            "the range lies beyond the end of the file, which has "
                                                    + artifact.size()
                                                    + " bytes"),
                                    request.id())
                            .with("Content-Range", "bytes */" + artifact.size());
        };
    }

    private Reply part(Artifact artifact, String tag, ByteRange.Part part) {
        byte[] bytes =
                runs.content(artifact.sha256(), part.first(), Math.toIntExact(part.length()));
        return reply(206, artifact, tag, bytes)
                .with(
                        "Content-Range",
                        "bytes %d-%d/%d".formatted(part.first(), part.last(), artifact.size()));
    }

    /** Waits for the memory that so many bytes take until they have gone out. */
    private Reply held(long bytes, Supplier<Reply> content) {
        if (bytes <= Space.FREE) {
            return content.get();
        }
        Allotment.Portion portion = portion(bytes);
        try {
            return content.get().whenSent(portion::close);
        } catch (RuntimeException | Error e) {
            portion.close();
            throw e;
        }
    }

    private Allotment.Portion portion(long bytes) {
        try {
            return memory.take(bytes, PATIENCE)
                    .orElseThrow(() ->
                            new Refusal(
                                    Problem.retryLater(
                                            ErrorCode.BUSY,
                                            "many large files are being sent; try again",
                                            Duration.ofSeconds(1))));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(Problem.of(ErrorCode.BUSY, "the server is stopping"));
        }
    }

    /** Ranges are for GET alone, and for a client whose part belongs to this very content. */
    private static ByteRange range(Request request, Artifact artifact, String tag) {
        var condition = request.header().apply("If-Range");
        boolean served =
                request.method().equals("GET") && (condition == null || condition.equals(tag));
        return served
                ? ByteRange.read(request.header().apply("Range"), artifact.size())
                : new ByteRange.Whole();
    }

    /** The comparison is weak (section 13.1.2), so {@code W/} before a tag does not matter. */
    private static boolean lists(@Nullable String tags, String tag) {
        return tags != null
                && Arrays.stream(tags.split(","))
                        .map(each -> each.strip().replaceFirst("^W/", ""))
                        .anyMatch(each -> each.equals(tag) || each.equals("*"));
    }

    private static Reply reply(int status, Artifact artifact, String tag, byte[] body) {
        var headers = new HashMap<>(HEADERS);
        headers.put("ETag", tag);
        return new Reply(status, artifact.mimeType(), headers, body);
    }
}
