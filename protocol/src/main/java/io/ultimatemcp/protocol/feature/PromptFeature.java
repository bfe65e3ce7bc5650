package io.ultimatemcp.protocol.feature;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A prompt a user can pick. Thread-safe; blocking is fine. */
public interface PromptFeature {

    /** How the prompt is listed. */
    record Definition(
            String name,
            @Nullable String title,
            String description,
            List<Argument> arguments,
            List<Icon> icons) {
        public Definition {
            arguments = List.copyOf(arguments);
            icons = List.copyOf(icons);
        }
    }

    /** An argument, always a string. */
    record Argument(String name, @Nullable String title, String description, boolean required) {}

    /** One message of the conversation the prompt begins; {@code role} is user or assistant. */
    record Message(String role, Content content) {
        public static Message user(Content content) {
            return new Message("user", content);
        }
    }

    /** The messages. */
    record Result(@Nullable String description, List<Message> messages) {
        public Result {
            messages = List.copyOf(messages);
        }
    }

    Definition definition();

    default boolean visibleTo(Caller caller) {
        return true;
    }

    /** The messages for these arguments; required ones are there. */
    Outcome<Result> get(Map<String, String> arguments, Exchange exchange) throws Exception;

    /**
     * Proposals for an argument.
     *
     * @param typed what the user typed so far
     * @param chosen the other arguments chosen so far
     */
    default Completion complete(
            String argument, String typed, Map<String, String> chosen, Caller caller) {
        return Completion.none();
    }
}
