package io.ultimatemcp.server.tool.box;

import io.ultimatemcp.sandbox.Artifact;
import io.ultimatemcp.sandbox.Output;
import io.ultimatemcp.sandbox.Report;
import io.ultimatemcp.server.tool.KeptFile;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;

/** What a run leaves behind: the files it wrote, and the whole of a stream whose window was cut. */
public final class Artifacts {
    private static final String STREAMS = "_streams/";

    private Artifacts() {}

    public static List<KeptFile> of(Report report) {
        var kept = new ArrayList<KeptFile>();
        wholeStream(report.stdout(), "stdout.txt", kept);
        wholeStream(report.stderr(), "stderr.txt", kept);
        report.artifacts().stream()
                .filter(artifact -> !artifact.path().startsWith(STREAMS))
                .map(Artifacts::file)
                .forEach(kept::add);
        return kept;
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
            into.add(KeptFile.of(STREAMS + name, stream.whole().toArray()));
        }
    }

    private static KeptFile file(Artifact artifact) {
        return KeptFile.of(artifact.path(), artifact.content().toArray());
    }

    private static String uri(String runId, String path) {
        try {
            return new URI("run", runId, "/artifacts/" + path, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a path always fits a URI: " + path, e);
        }
    }
}
