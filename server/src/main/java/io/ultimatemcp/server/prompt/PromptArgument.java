package io.ultimatemcp.server.prompt;

import java.util.List;
import java.util.Locale;

/** What every prompt can be told, all optional. */
public enum PromptArgument {
    TASK("What is to be done, in your words.", List.of()),
    CODE("The source text it is about.", List.of()),
    LANGUAGE("Language of the code.", List.of("python", "javascript", "typescript", "bash")),
    FOCUS(
            "What matters most.",
            List.of(
                    "correctness",
                    "security",
                    "performance",
                    "readability",
                    "tests",
                    "architecture",
                    "documentation"));

    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> proposals;

    PromptArgument(String description, List<String> proposals) {
        this.description = description;
        this.proposals = proposals;
    }

    /** The name in requests. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String description() {
        return description;
    }

    /** Values to offer; empty when any text will do. */
    public List<String> proposals() {
        return proposals;
    }
}
