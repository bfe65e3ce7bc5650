package io.ultimatemcp.server.cli;

import io.ultimatemcp.server.tool.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "run",
        description = "Run a program in the sandbox; its output is yours, its exit status too.",
        footer = {
            "",
            "Examples:",
            "  ultimate-mcp run hello.py",
            "  echo 'print(1)' | ultimate-mcp run -",
            "  ultimate-mcp run -l bash -c 'uname -a'",
            "  ultimate-mcp run --session work -c 'x = 6 * 7'"
        })
final class RunCommand implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FILE",
            description = "The program; - reads standard input.")
    private @Nullable String file;

    @Parameters(index = "1..*", paramLabel = "ARG", description = "Arguments of the program.")
    private @Nullable List<String> arguments;

    @Option(
            names = {"-l", "--language"},
            paramLabel = "LANGUAGE",
            description =
                    "python, javascript or bash; else told from the file's name or first line.")
    private @Nullable String language;

    @Option(
            names = {"-c", "--code"},
            paramLabel = "CODE",
            description = "The program itself instead of a file.")
    private @Nullable String code;

    @Option(
            names = "--stdin",
            paramLabel = "FILE",
            description = "File given to the program on standard input.")
    private @Nullable Path stdin;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "Wall-clock limit (default 8).")
    private @Nullable Double timeout;

    @Option(names = "--memory", paramLabel = "MIB", description = "Memory limit (default 256).")
    private @Nullable Integer memory;

    @Option(
            names = "--session",
            paramLabel = "NAME",
            description =
                    "Run in this session of the running server: variables and files stay for the next call.")
    private @Nullable String session;

    @Option(
            names = "--hints",
            description =
                    "Say on standard error what in the program is worth a look; it runs all the same.")
    private boolean hints;

    @Option(
            names = "--allow-host",
            paramLabel = "HOST",
            description =
                    "Host that the program may reach, if the operator lists it; may be given again.")
    private @Nullable List<String> allowHosts;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            description = "text (default) or json.")
    private String output = "text";

    private final Platform platform;
    private final InputStream in;

    RunCommand(Platform platform, InputStream in) {
        this.platform = platform;
        this.in = in;
    }

    @Override
    public Integer call() {
        var request = request();
        var settings = common.settings();
        if (session != null) {
            SessionCommand.requireServer(platform, settings);
            request.put("session", session);
        }
        var result = platform.call(settings, "execute_code", request).result();
        if (common.json || output.equalsIgnoreCase("json")) {
            System.out.println(
                    Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(result));
        } else {
            write(System.out, result.path("stdout").asString(""));
            write(System.err, result.path("stderr").asString(""));
            if (hints) {
                HintLines.print(result, System.err);
            }
            explain(result);
        }
        return result.path("return_code").asInt(ExitCode.FAILED.number());
    }

    private ObjectNode request() {
        String source = source();
        var request =
                Json.MAPPER
                        .createObjectNode()
                        .put("code", source)
                        .put("language", languageOf(source));
        if (!programArguments().isEmpty()) {
            request.set("args", Json.MAPPER.valueToTree(programArguments()));
        }
        if (stdin != null) {
            request.put("stdin", read(stdin));
        }
        if (timeout != null) {
            request.put("timeout_seconds", timeout);
        }
        if (memory != null) {
            request.put("memory_mb", memory);
        }
        if (allowHosts != null) {
            request.set("allow_hosts", Json.MAPPER.valueToTree(allowHosts));
        }
        return request;
    }

    /**
     * With {@code -c} there is no file, so that every word belongs to the program, as with python
     * and bash.
     */
    private List<String> programArguments() {
        var words = new ArrayList<String>();
        if (code != null && file != null) {
            words.add(file);
        }
        if (arguments != null) {
            words.addAll(arguments);
        }
        return words;
    }

    private String source() {
        if (code != null) {
            return code;
        }
        if (file == null || file.equals("-")) {
            try {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new CommandFailure(
                        ExitCode.USAGE, "cannot read standard input: " + e.getMessage());
            }
        }
        return read(Path.of(file));
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            String why =
                    Files.exists(path) ? "it is not readable UTF-8 text" : "there is no such file";
            throw new CommandFailure(ExitCode.USAGE, "cannot read " + path + ": " + why);
        }
    }

    private String languageOf(String source) {
        if (language != null) {
            return language.toLowerCase(Locale.ROOT);
        }
        String name = file == null || code != null ? "" : file.toLowerCase(Locale.ROOT);
        if (name.endsWith(".js") || name.endsWith(".mjs") || name.endsWith(".cjs")) {
            return "javascript";
        }
        if (name.endsWith(".sh") || name.endsWith(".bash")) {
            return "bash";
        }
        String firstLine = source.lines().findFirst().orElse("");
        if (!firstLine.startsWith("#!")) {
            return "python";
        }
        if (firstLine.contains("node")) {
            return "javascript";
        }
        return firstLine.matches(".*\\b(ba)?sh\\b.*") ? "bash" : "python";
    }

    private static void write(PrintStream stream, String text) {
        stream.print(text);
        stream.flush();
    }

    private void explain(ObjectNode result) {
        String outcome = result.path("outcome").asString("");
        String ended = result.path("session").path("ended").asString("");
        if (!ended.isEmpty() && !common.quiet) {
            System.err.println(
                    "ultimate-mcp: the session ended with it: " + ended.replace('_', ' '));
        }
        if (!outcome.equals("exited") && !common.quiet) {
            System.err.println(
                    "ultimate-mcp: "
                            + outcome.replace('_', ' ')
                            + " (run "
                            + result.path("id").asString("")
                            + ")");
        }
    }
}
