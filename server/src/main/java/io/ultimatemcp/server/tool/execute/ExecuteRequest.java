package io.ultimatemcp.server.tool.execute;

import io.ultimatemcp.server.tool.Field;
import io.ultimatemcp.server.tool.box.GivenFile;
import io.ultimatemcp.server.tool.box.ProgramLanguage;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arguments of {@code execute_code}. */
record ExecuteRequest(
        @Field(value = "Source text of the program to run.", minLength = 1, maxSize = 1 << 20)
                String code,
        @Field(value = "Language of the program.", preset = "\"python\"") ProgramLanguage language,
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
                List<GivenFile> files,
        @Field(
                        value = "Memory limit of the whole process tree in MiB.",
                        preset = "256",
                        min = 32,
                        max = 16_384)
                int memoryMb,
        @Field(
                        value =
                                "Name of a session of yours (python, javascript): variables and files stay for the"
                                        + " next call with the same name. The first call begins it.",
                        pattern = "^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$")
                @Nullable String session,
        @Field(
                        value =
                                "Hosts the program may reach, if the operator lists them: example.org (ports 443, 80),"
                                        + " example.org:8443, *.example.org. None by default.",
                        preset = "[]",
                        maxSize = 32)
                List<String> allowHosts) {}
