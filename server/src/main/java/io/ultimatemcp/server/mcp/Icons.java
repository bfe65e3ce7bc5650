package io.ultimatemcp.server.mcp;

import io.ultimatemcp.protocol.feature.Icon;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Small pictures of the tools, drawn in a line each: a client shows them, a model never sees them.
 */
final class Icons {
    private static final String PLAY = "M7 4l12 8-12 8z";
    private static final String CHECK = "M4 12l5 6L20 5";
    private static final String CLOCK = "M12 3a9 9 0 1 0 .01 0M12 7v5l4 3";
    private static final String BOX = "M4 7l8-4 8 4v10l-8 4-8-4z";

    private Icons() {}

    /** The picture of a tool; a box for one without its own. */
    static Icon of(String tool) {
        return icon(
                switch (tool) {
                    case "execute_code" -> PLAY;
                    case "run_tests" -> CHECK;
                    case "get_run" -> CLOCK;
                    default -> BOX;
                });
    }

    /** The picture of the platform. */
    static Icon ofServer() {
        return icon(BOX);
    }

    private static Icon icon(String path) {
        String svg =
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='#2563eb'"
                        + " stroke-width='2'><path d='"
                        + path
                        + "'/></svg>";
        String data = Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
        return new Icon("data:image/svg+xml;base64," + data, "image/svg+xml", List.of("any"), null);
    }
}
