package io.ultimatemcp.server.mcp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.ultimatemcp.protocol.feature.Content;
import io.ultimatemcp.server.tool.KeptFile;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * The kinds of pictures that models see. What a program left counts by its first bytes, not by its
 * name: clients hand blocks on to a model, and one that is no picture makes it refuse the whole
 * conversation.
 */
enum Picture {
    PNG("image/png", "\u0089PNG\r\n\u001a\n", ""),
    JPEG("image/jpeg", "\u00ff\u00d8\u00ff", ""),
    GIF("image/gif", "GIF8", ""),
    WEBP("image/webp", "RIFF", "WEBP");

    /** Where a second mark stands, after a length of four bytes. */
    private static final int SECOND = 8;

    private final String mimeType;
    private final String mark;
    private final String second;

    Picture(String mimeType, String mark, String second) {
        this.mimeType = mimeType;
        this.mark = mark;
        this.second = second;
    }

    /** The block that shows a file; empty when it is not a picture by both name and content. */
    static Optional<Content> block(KeptFile file) {
        if (!file.mimeType().startsWith("image/")) {
            return Optional.empty();
        }
        String start =
                new String(file.content(), 0, Math.min(16, file.content().length), ISO_8859_1);
        return Arrays.stream(values())
                .filter(kind ->
                        start.startsWith(kind.mark)
                                && start.startsWith(kind.second, kind.secondAt()))
                .findFirst()
                .map(kind ->
                        new Content.Image(
                                Base64.getEncoder().encodeToString(file.content()), kind.mimeType));
    }

    private int secondAt() {
        return second.isEmpty() ? 0 : SECOND;
    }
}
