package io.ultimatemcp.server.tool.box;

import io.ultimatemcp.sandbox.Bytes;
import io.ultimatemcp.sandbox.InputFile;
import io.ultimatemcp.server.problem.Problem;
import io.ultimatemcp.server.problem.Refusal;
import io.ultimatemcp.server.tool.Field;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file for the program, as a request names it; exactly one of the two contents. */
public record GivenFile(
        @Field(
                        value = "Relative path below /work, such as data/in.csv.",
                        minLength = 1,
                        maxSize = 4_096)
                String path,
        @Field(value = "The content as text.", maxSize = 3 << 20) @Nullable String content,
        @Field(value = "The content as base64 (RFC 4648).", maxSize = 4 << 20)
                @Nullable String contentBase64) {
    private static final int MAX_BYTES = 3 << 20;

    /** The files with their bytes; throws {@link Refusal} (422) that names the one at fault. */
    public static List<InputFile> decode(List<GivenFile> given) {
        var files = new ArrayList<InputFile>();
        for (int i = 0; i < given.size(); i++) {
            String path = given.get(i).path();
            if (Artifacts.isTaken(path)) {
                throw refusal(
                        "/files/" + i + "/path",
                        "is where the whole output of a run is kept; give the file another directory");
            }
            files.add(new InputFile(path, given.get(i).bytes("/files/" + i)));
        }
        return files;
    }

    private Bytes bytes(String pointer) {
        if ((content == null) == (contentBase64 == null)) {
            throw refusal(pointer, "give exactly one of content and content_base64");
        }
        Bytes bytes =
                content != null
                        ? SourceText.utf8(pointer + "/content", content)
                        : base64(pointer + "/content_base64");
        if (bytes.size() > MAX_BYTES) {
            throw refusal(pointer, "is " + bytes.size() + " bytes; the limit is " + MAX_BYTES);
        }
        return bytes;
    }

    private Bytes base64(String pointer) {
        try {
            return Bytes.of(Base64.getDecoder().decode(String.valueOf(contentBase64)));
        } catch (IllegalArgumentException e) {
            throw refusal(pointer, "is not base64: " + e.getMessage());
        }
    }

    private static Refusal refusal(String pointer, String message) {
        return new Refusal(Problem.invalid(pointer, message));
    }
}
