package io.ultimatemcp.server.prompt;

import java.util.List;

/**
 * A way of working that a user can start with one word.
 *
 * @param name short, as users type it
 * @param description one sentence on when to use it
 * @param body the instruction, in Markdown
 */
public record Prompt(
        String name, String title, String description, List<String> tags, String body) {
    public Prompt {
        tags = List.copyOf(tags);
    }
}
