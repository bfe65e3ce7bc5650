package io.ultimatemcp.server.mcp;

import io.ultimatemcp.protocol.feature.Icon;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * The small picture of the platform, for clients to show. Tools have none: some clients hand their
 * whole definitions to the model, and a picture in base64 costs it more than the description.
 */
final class Icons {
    private static final String BOX =
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='#2563eb'"
                    + " stroke-width='2'><path d='M4 7l8-4 8 4v10l-8 4-8-4z'/></svg>";

    private Icons() {}

    static Icon ofServer() {
        String data = Base64.getEncoder().encodeToString(BOX.getBytes(StandardCharsets.UTF_8));
        return new Icon("data:image/svg+xml;base64," + data, "image/svg+xml", List.of("any"), null);
    }
}
