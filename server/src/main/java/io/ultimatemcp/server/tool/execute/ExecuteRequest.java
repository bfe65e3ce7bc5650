package io.ultimatemcp.server.tool.execute;

import io.ultimatemcp.server.tool.Field;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arguments of {@code execute_code}. */
record ExecuteRequest(
        @Field(value = "Source text of the program to run.", minLength = 1, maxSize = 1 << 20)
                String code,
        @Field("Language of the program.") ProgramLanguage language,
        @Field(
                        value =
                                "Wall-clock limit in seconds; the whole process tree is killed when it is reached.",
                        preset = "8",
                        min = 0.1,
                        max = 300)
                double timeoutSeconds,
        @Field(value = "Text given to the program on standard input.", maxSize = 1 << 20)
                @Nullable String stdin,
        @Field(value = "Command-line arguments of the program.", preset = "[]", maxSize = 256)
                List<String> args,
        @Field(
                        value = "Environment variables of the program.",
                        preset = "{}",
                        maxSize = 128,
                        pattern = "^[A-Za-z_][A-Za-z0-9_]{0,127}$")
                Map<String, String> env,
        @Field(
                        value =
                                "Files to place below /work, the working directory, before the start.",
                        preset = "[]",
                        maxSize = 256)
                List<InputFile> files,
        @Field(
                        value = "Memory limit of the whole process tree in MiB.",
                        preset = "256",
                        min = 32,
                        max = 16_384)
                int memoryMb) {

    /** A file for the program; exactly one of the two contents. */
    record InputFile(
            @Field(
                            value = "Relative path below /work, such as data/in.csv.",
                            minLength = 1,
                            maxSize = 4_096)
                    String path,
            @Field(value = "The content as text.", maxSize = 3 << 20) @Nullable String content,
            @Field(value = "The content as base64 (RFC 4648).", maxSize = 4 << 20)
                    @Nullable String contentBase64) {}
}
