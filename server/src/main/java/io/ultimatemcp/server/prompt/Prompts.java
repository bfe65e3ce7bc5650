package io.ultimatemcp.server.prompt;

import io.ultimatemcp.server.problem.ErrorCode;
import io.ultimatemcp.server.problem.Problem;
import io.ultimatemcp.server.problem.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The prompts of this server, from resource files named after them. Immutable. */
public final class Prompts {
    private final List<Prompt> all =
            List.of(
                    load(
                            "proceed",
                            "Proceed",
                            "Take the next sensible step of the work at hand.",
                            "reasoning",
                            "pairing"),
                    load(
                            "evaluate",
                            "Evaluate",
                            "Examine a code base without changing it and rank what to do.",
                            "analysis",
                            "architecture"),
                    load(
                            "real-a",
                            "Real delivery",
                            "Deliver something that works in production, proven by running it.",
                            "delivery",
                            "verification"),
                    load(
                            "test-a",
                            "Test run",
                            "Run the tests, measure coverage and report the quality.",
                            "testing",
                            "quality"),
                    load(
                            "improve",
                            "Improve",
                            "Mend and simplify code while its behaviour stays as promised.",
                            "refactoring"),
                    load(
                            "clean",
                            "Clean",
                            "Tidy a project without losing anything.",
                            "maintenance"),
                    load(
                            "synthesize",
                            "Synthesize",
                            "Join several solutions into one coherent whole.",
                            "integration",
                            "planning"));

    public List<Prompt> all() {
        return all;
    }

    /** The prompt of that name; throws {@link Refusal} (404) that lists those there are. */
    public Prompt find(String name) {
        return all.stream()
                .filter(prompt -> prompt.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new Refusal(
                                Problem.of(
                                        ErrorCode.NOT_FOUND,
                                        "no such prompt; there are: "
                                                + all.stream()
                                                        .map(Prompt::name)
                                                        .collect(Collectors.joining(", ")))));
    }

    /** The prompt's text with what the user told; unknown arguments are left out. */
    public static String render(Prompt prompt, Map<String, String> arguments) {
        var text = new StringBuilder(prompt.body());
        section(text, "Task", arguments.get("task"));
        section(text, "Focus", arguments.get("focus"));
        String code = arguments.getOrDefault("code", "");
        if (!code.isBlank()) {
            // A fence longer than any in the code, so that the code cannot end it.
            String fence = "`".repeat(Math.max(3, longestRun(code) + 1));
            section(
                    text,
                    "Code",
                    fence + arguments.getOrDefault("language", "") + "\n" + code + "\n" + fence);
        } else {
            section(text, "Language", arguments.get("language"));
        }
        return text.toString();
    }

    private static void section(
            StringBuilder text, String heading, @org.jspecify.annotations.Nullable String content) {
        if (content != null && !content.isBlank()) {
            text.append("\n## ")
                    .append(heading)
                    .append("\n\n")
                    .append(content.strip())
                    .append('\n');
        }
    }

    private static int longestRun(String code) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < code.length(); i++) {
            run = code.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    private static Prompt load(String name, String title, String description, String... tags) {
        try (var in = Prompts.class.getResourceAsStream(name + ".md")) {
            String body =
                    new String(
                            Objects.requireNonNull(in, name).readAllBytes(),
                            StandardCharsets.UTF_8);
            return new Prompt(name, title, description, List.of(tags), body);
        } catch (IOException e) {
            throw new UncheckedIOException("the prompt " + name + " cannot be read", e);
        }
    }
}
