package io.ultimatemcp.server.tool.box;

import io.ultimatemcp.sandbox.Artifact;
import io.ultimatemcp.sandbox.Output;
import io.ultimatemcp.sandbox.Report;
import io.ultimatemcp.server.tool.KeptFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What a run leaves behind: the files it wrote, and the whole of a stream whose window was cut. */
public final class Artifacts {
    private static final String STREAMS = "_streams/";

    /** What the ledger takes for one run, less the two streams. */
    private static final int MOST = 998;

    private static final int LONGEST_PATH = 1_024;

    /** What stands for itself in a path (RFC 3986 section 3.3). */
    private static final String PLAIN =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Artifacts() {}

    public static List<KeptFile> of(Report report) {
        var kept = new ArrayList<KeptFile>();
        wholeStream(report.stdout(), "stdout.txt", kept);
        wholeStream(report.stderr(), "stderr.txt", kept);
        report.artifacts().stream()
                .filter(Artifacts::canBeNamed)
                .limit(MOST)
                .map(Artifacts::file)
                .forEach(kept::add);
        return kept;
    }

    /**
     * Whether a file is missing from {@link #of}: too many, too large, or with a name nobody can
     * ask for.
     */
    public static boolean someLeftOut(Report report) {
        return report.artifactsTruncated()
                || report.artifacts().size() > MOST
                || !report.artifacts().stream().allMatch(Artifacts::canBeNamed);
    }

    /**
     * A stranger chose the name: control characters and half characters have no place in a URI or a
     * log.
     */
    private static boolean canBeNamed(Artifact artifact) {
        String path = artifact.path();
        return path.length() <= LONGEST_PATH
                && !path.isBlank()
                && !path.startsWith(STREAMS)
                && path.codePoints()
                        .noneMatch(c ->
                                Character.isISOControl(c)
                                        || c == 0xfffd
                                        || Character.getType(c) == Character.SURROGATE);
    }

    /** Whether a path is where whole streams are kept, or below it. */
    static boolean isTaken(String path) {
        return (path + "/").startsWith(STREAMS);
    }

    public static List<ArtifactEntry> entries(List<KeptFile> kept, String runId) {
        return kept.stream()
                .map(file ->
                        new ArtifactEntry(
                                file.path(),
                                file.content().length,
                                file.mimeType(),
                                file.sha256(),
                                uri(runId, file.path())))
                .toList();
    }

    private static void wholeStream(Output stream, String name, List<KeptFile> into) {
        if (stream.truncated()) {
            into.add(KeptFile.of(STREAMS + name, stream.whole().shared()));
        }
    }

    private static KeptFile file(Artifact artifact) {
        return KeptFile.of(artifact.path(), artifact.content().shared());
    }

    /**
     * Byte for byte: {@link java.net.URI} would compose characters, so that two files had one
     * address and a name on the disk none.
     */
    private static String uri(String runId, String path) {
        var uri = new StringBuilder("run://").append(runId).append("/artifacts/");
        for (byte each : path.getBytes(StandardCharsets.UTF_8)) {
            if (each > 0 && PLAIN.indexOf(each) >= 0) {
                uri.append((char) each);
            } else {
                uri.append('%').append(HEX.toHexDigits(each));
            }
        }
        return uri.toString();
    }
}
