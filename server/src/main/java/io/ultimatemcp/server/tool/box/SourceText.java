package io.ultimatemcp.server.tool.box;

import io.ultimatemcp.sandbox.Bytes;
import io.ultimatemcp.server.problem.Problem;
import io.ultimatemcp.server.problem.Refusal;
import java.nio.charset.StandardCharsets;

/** Text of a request on its way to a program. */
public final class SourceText {
    private SourceText() {}

    /** The same for a program's text, which can hold no NUL. */
    public static Bytes program(String pointer, String text) {
        if (text.indexOf('\0') >= 0) {
            throw new Refusal(
                    Problem.invalid(pointer, "holds a NUL character, which no program text may"));
        }
        return utf8(pointer, text);
    }

    /**
     * The text in UTF-8. JSON can carry half a surrogate pair, UTF-8 cannot: that throws {@link
     * Refusal} (422) for {@code pointer}.
     */
    public static Bytes utf8(String pointer, String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new Refusal(
                    Problem.invalid(pointer, "holds a lone surrogate, which is no Unicode text"));
        }
        return Bytes.utf8(text);
    }
}
