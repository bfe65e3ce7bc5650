package io.ultimatemcp.server.main;

import io.ultimatemcp.server.run.Origin;
import io.ultimatemcp.server.run.Recorded;
import io.ultimatemcp.server.run.ToolHost;
import io.ultimatemcp.server.tool.KeptFile;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The tools of a running server. */
final class RemoteTools implements ToolHost {
    private static final int MAX_IMAGE_BYTES = 1 << 20;

    private final RestClient server;

    RemoteTools(RestClient server) {
        this.server = server;
    }

    @Override
    public Recorded call(String tool, ObjectNode arguments, Origin origin) {
        var result = server.post("/api/v1/tools/" + tool, arguments, origin.cancel());
        return new Recorded(result.path("id").asString(""), result, images(result, origin));
    }

    private List<KeptFile> images(ObjectNode result, Origin origin) {
        var images = new ArrayList<KeptFile>();
        for (JsonNode artifact : result.path("artifacts")) {
            boolean small = artifact.path("size").asLong(Long.MAX_VALUE) <= MAX_IMAGE_BYTES;
            if (small && artifact.path("mime_type").asString("").startsWith("image/")) {
                images.add(fetch(result.path("id").asString(""), artifact, origin));
            }
        }
        return images;
    }

    private KeptFile fetch(String run, JsonNode artifact, Origin origin) {
        String path = artifact.path("path").asString("");
        String encoded =
                Arrays.stream(path.split("/"))
                        .map(part ->
                                URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                        .collect(Collectors.joining("/"));
        return KeptFile.of(
                path,
                server.bytes("/api/v1/runs/" + run + "/artifacts/" + encoded, origin.cancel()));
    }
}
