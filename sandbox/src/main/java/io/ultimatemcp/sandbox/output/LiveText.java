package io.ultimatemcp.sandbox.output;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Turns pieces of bytes into pieces of text without splitting a character between two. */
final class LiveText {
    private final Consumer<String> listener;
    private final CharsetDecoder decoder =
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private byte[] rest = new byte[0];
    private int told;

    LiveText(Consumer<String> listener) {
        this.listener = listener;
    }

    void add(byte[] buffer, int length) {
        int room = Window.LIMIT - told;
        if (room <= 0) {
            return;
        }
        int taken = Math.min(room, length);
        told += taken;
        var input = ByteBuffer.allocate(rest.length + taken).put(rest).put(buffer, 0, taken).flip();
        var output = CharBuffer.allocate(input.remaining() + 1);
        decoder.decode(input, output, false);
        rest = new byte[input.remaining()];
        input.get(rest);
        tell(output);
    }

    void end() {
        var output = CharBuffer.allocate(rest.length + 1);
        decoder.decode(ByteBuffer.wrap(rest), output, true);
        rest = new byte[0];
        tell(output);
    }

    private void tell(CharBuffer output) {
        String text = output.flip().toString();
        if (!text.isEmpty()) {
            listener.accept(text);
        }
    }
}
