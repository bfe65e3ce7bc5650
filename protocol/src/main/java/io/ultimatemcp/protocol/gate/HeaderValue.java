package io.ultimatemcp.protocol.gate;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Decodes {@code Mcp-Name} and {@code Mcp-Param-*}: printable ASCII as it is, anything else as
 * {@code =?base64?…?=} over UTF-8. Half a sentinel is a literal.
 *
 * <p>Source: 2026-07-28, transports, "Header value encoding".
 */
final class HeaderValue {
    private static final String PREFIX = "=?base64?";
    private static final String SUFFIX = "?=";

    private HeaderValue() {}

    /** The decoded value; empty when it is not decodable. */
    static Optional<String> decode(String raw) {
        boolean encoded =
                raw.length() >= PREFIX.length() + SUFFIX.length()
                        && raw.startsWith(PREFIX)
                        && raw.endsWith(SUFFIX);
        if (!encoded) {
            return printable(raw) ? Optional.of(raw) : Optional.empty();
        }
        String body = raw.substring(PREFIX.length(), raw.length() - SUFFIX.length());
        if (body.length() % 4 != 0) {
            return Optional
                    .empty(); // Java's decoder takes missing padding, the specification does not
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(body);
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean printable(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if ((c < 0x20 && c != '\t') || c >= 0x7f) {
                return false;
            }
        }
        return true;
    }
}
