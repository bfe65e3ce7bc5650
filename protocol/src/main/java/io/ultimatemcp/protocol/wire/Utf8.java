package io.ultimatemcp.protocol.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text as it comes over a wire, decoded strictly: Jackson lets overlong forms pass, and halves. */
public final class Utf8 {
    /** Some clients begin with it; readers may pass it over (RFC 8259 section 8.1). */
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private Utf8() {}

    /** Some bytes are no UTF-8. */
    public static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        private final int at;

        private Malformed(int at, CharacterCodingException cause) {
            super("not UTF-8 at byte " + at, cause);
            this.at = at;
        }

        /** The first byte that does not fit, from 1. */
        public int at() {
            return at;
        }
    }

    /** The text without a byte order mark. */
    public static String decode(byte[] bytes) throws Malformed {
        var left = ByteBuffer.wrap(bytes);
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(left).toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new Malformed(left.position() + 1, e);
        }
    }
}
