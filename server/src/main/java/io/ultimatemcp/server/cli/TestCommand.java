package io.ultimatemcp.server.cli;

import io.ultimatemcp.server.tool.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "test",
        description = "Run tests in the sandbox; exit status 0 when all pass, 1 when not.",
        footer = {
            "",
            "Examples:",
            "  ultimate-mcp test test_calc.py calc.py",
            "  ultimate-mcp test tests/ src/ -k parser",
            "  ultimate-mcp test -f node - < calc.test.mjs"
        })
final class TestCommand implements Callable<Integer> {
    private static final int MAX_FILES = 255;

    @Mixin private final CommonOptions common = new CommonOptions();

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description =
                    "Tests and the code they need; of a directory all files. - reads one test file from"
                            + " standard input.")
    private @Nullable List<String> files;

    @Option(
            names = {"-l", "--language"},
            paramLabel = "LANGUAGE",
            description = "python, javascript or bash; else told from the files' names.")
    private @Nullable String language;

    @Option(
            names = {"-f", "--framework"},
            paramLabel = "FRAMEWORK",
            description = "pytest, unittest, node or bats; else the language's usual one.")
    private @Nullable String framework;

    @Option(
            names = {"-k", "--select"},
            paramLabel = "PATTERN",
            description = "Run only the tests whose name matches, in the framework's own terms.")
    private @Nullable String select;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "Wall-clock limit (default 15).")
    private @Nullable Double timeout;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            description = "text (default) or json.")
    private String output = "text";

    private final Platform platform;
    private final InputStream in;

    TestCommand(Platform platform, InputStream in) {
        this.platform = platform;
        this.in = in;
    }

    @Override
    public Integer call() {
        var result = platform.call(common.settings(), "run_tests", request()).result();
        if (common.json || output.equalsIgnoreCase("json")) {
            System.out.println(
                    Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(result));
        } else {
            System.out.print(result.path("stdout").asString(""));
            System.out.flush();
            System.err.print(result.path("stderr").asString(""));
            if (!common.quiet) {
                System.err.println("ultimate-mcp: " + summary(result));
            }
        }
        boolean passed =
                result.path("return_code").asInt(-1) == 0
                        && result.path("complete").asBoolean(false);
        return (passed ? ExitCode.OK : ExitCode.FAILED).number();
    }

    private ObjectNode request() {
        var request = Json.MAPPER.createObjectNode();
        for (String file : files()) {
            if (file.equals("-")) {
                request.put("code", standardInput());
            } else {
                below(Path.of(file)).forEach(found -> add(request, found));
            }
        }
        String spoken = framework == null ? language() : language;
        if (spoken != null) {
            request.put("language", spoken.toLowerCase(Locale.ROOT));
        }
        if (framework != null) {
            request.put("test_framework", framework.toLowerCase(Locale.ROOT));
        }
        if (select != null) {
            request.put("select", select);
        }
        if (timeout != null) {
            request.put("timeout_seconds", timeout);
        }
        return request;
    }

    private List<String> files() {
        return Objects.requireNonNull(files, "one at least, says the command line");
    }

    private String standardInput() {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "cannot read standard input: " + e.getMessage());
        }
    }

    private static List<Path> below(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> walk = Files.walk(path)) {
            var found =
                    walk.filter(Files::isRegularFile)
                            .filter(file -> isVisible(path.relativize(file)))
                            .limit(MAX_FILES + 1L)
                            .sorted()
                            .toList();
            if (found.size() > MAX_FILES) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        path + " holds more than " + MAX_FILES + " files; name those needed");
            }
            return found;
        } catch (IOException | UncheckedIOException e) {
            throw new CommandFailure(ExitCode.USAGE, "cannot read " + path + ": " + e.getMessage());
        }
    }

    private static boolean isVisible(Path path) {
        for (Path part : path) {
            String name = part.toString();
            if (name.startsWith(".") || name.equals("__pycache__") || name.equals("node_modules")) {
                return false;
            }
        }
        return true;
    }

    private static void add(ObjectNode request, Path file) {
        try {
            request.withArray("files")
                    .addObject()
                    .put("path", placeOf(file))
                    .put(
                            "content_base64",
                            Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
        } catch (IOException e) {
            String why = Files.exists(file) ? "it is not readable" : "there is no such file";
            throw new CommandFailure(ExitCode.USAGE, "cannot read " + file + ": " + why);
        }
    }

    /** As seen from here; a file from elsewhere keeps its name alone. */
    private static String placeOf(Path file) {
        Path here = Path.of("").toAbsolutePath();
        Path whole = file.toAbsolutePath().normalize();
        return whole.startsWith(here)
                ? here.relativize(whole).toString()
                : String.valueOf(whole.getFileName());
    }

    private @Nullable String language() {
        if (language != null) {
            return language;
        }
        var names = files().stream().flatMap(file -> below(Path.of(file)).stream()).toList();
        if (names.stream().anyMatch(name -> name.toString().endsWith(".py"))) {
            return "python";
        }
        if (names.stream().anyMatch(name -> name.toString().matches(".*\\.[cm]?js"))) {
            return "javascript";
        }
        return names.stream().anyMatch(name -> name.toString().matches(".*\\.(bats|sh|bash)"))
                ? "bash"
                : null;
    }

    private static String summary(JsonNode result) {
        var numbers = result.path("summary");
        var text =
                new StringBuilder(
                        "%d tests: %d passed, %d failed, %d errors, %d skipped"
                                .formatted(
                                        numbers.path("total").asInt(0),
                                        numbers.path("passed").asInt(0),
                                        numbers.path("failed").asInt(0),
                                        numbers.path("errors").asInt(0),
                                        numbers.path("skipped").asInt(0)));
        if (result.has("coverage")) {
            double percent = result.path("coverage").path("percent").asDouble(0);
            text.append(String.format(Locale.ROOT, "; %.0f %% of lines covered", percent));
        }
        String outcome = result.path("outcome").asString("");
        if (!outcome.equals("exited")) {
            text.append("; ").append(outcome.replace('_', ' '));
        }
        return text.append(" (run ").append(result.path("id").asString("")).append(')').toString();
    }
}
