package io.ultimatemcp.analysis.hint;

import static io.ultimatemcp.analysis.model.Severity.ERROR;
import static io.ultimatemcp.analysis.model.Severity.INFO;
import static io.ultimatemcp.analysis.model.Severity.WARNING;

import io.ultimatemcp.analysis.model.Severity;
import java.util.Locale;

/**
 * What is hinted at. Information is a power that is used openly; a warning, a way around what a
 * reader sees; an error, a meaning that is hidden or a harm that is hardly an accident.
 */
enum Rule {
    ALIASED_NAME(WARNING, "%s is given another name or handed on, so its use stands elsewhere"),
    BORROWED_MODULE(WARNING, "%s reaches a module through another one that happens to import it"),
    BUILT_NAME(INFO, "the name %s is put together while the program runs and cannot be known here"),
    BUILTINS_ACCESS(WARNING, "%s opens the table of all built-in functions"),
    COMPUTED_COMMAND(WARNING, "%s makes the output of a command the command to run"),
    DESERIALIZATION(WARNING, "%s rebuilds objects from bytes, which can run code"),
    DESTRUCTIVE_COMMAND(ERROR, "%s destroys more than a program's own files"),
    DYNAMIC_CODE(WARNING, "%s runs a text as code"),
    DYNAMIC_IMPORT(WARNING, "%s loads code by a name that is given while the program runs"),
    ENCODED_CODE(ERROR, "%s decodes a text that is then run as code"),
    FORK_BOMB(ERROR, "%s starts copies of itself without end"),
    HIDDEN_NAME(ERROR, "%s is written so that it cannot be read as that"),
    INTROSPECTION(WARNING, "%s walks from an object to the interpreter's own parts"),
    LOW_LEVEL_MODULE(WARNING, "%s is the inner side of a public module, without its checks"),
    NAMESPACE_ACCESS(WARNING, "%s takes a name from a table of names"),
    NATIVE_CODE(WARNING, "%s loads or calls machine code"),
    NETWORK(INFO, "%s uses the network"),
    PIPED_CODE(ERROR, "%s runs as code what another program puts out"),
    PROCESS(INFO, "%s starts other programs or processes"),
    SHELL_CONNECTION(WARNING, "%s opens a network connection from the shell"),
    SIGNALS(INFO, "%s sends, catches or ignores signals"),
    SYSTEM_FILE(INFO, "%s is a file of the system");

    private final Severity severity;
    private final String sentence;

    Rule(Severity severity, String sentence) {
        this.severity = severity;
        this.sentence = sentence;
    }

    /** As findings name it. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Severity severity() {
        return severity;
    }

    /** What {@code subject} does, in a sentence. */
    String about(String subject) {
        return sentence.formatted(subject);
    }

    /** Whether it is about functions: then to mention one without a call is to hand it on. */
    boolean calls() {
        return switch (this) {
            case DYNAMIC_CODE, DYNAMIC_IMPORT, DESERIALIZATION, PROCESS, FORK_BOMB -> true;
            case ALIASED_NAME,
                    BORROWED_MODULE,
                    BUILT_NAME,
                    BUILTINS_ACCESS,
                    COMPUTED_COMMAND,
                    DESTRUCTIVE_COMMAND,
                    ENCODED_CODE,
                    HIDDEN_NAME,
                    INTROSPECTION,
                    LOW_LEVEL_MODULE,
                    NAMESPACE_ACCESS,
                    NATIVE_CODE,
                    NETWORK,
                    PIPED_CODE,
                    SHELL_CONNECTION,
                    SIGNALS,
                    SYSTEM_FILE ->
                    false;
        };
    }
}
