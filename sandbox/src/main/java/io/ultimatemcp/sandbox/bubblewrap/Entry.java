package io.ultimatemcp.sandbox.bubblewrap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** How a stage becomes its program: by which engine. Immutable, shared by all stages. */
public interface Entry {
    /** Where the stage's file system is mounted, as the stage sees it. */
    String PLACE = StageScript.PLACE;

    /**
     * Shell commands that the stage runs in its new, empty file system, each ended by a newline.
     */
    String prepare();

    /** Puts what the engine needs into the waiting stage, whose file system is {@code base}. */
    void furnish(Path base) throws IOException;

    /**
     * Puts what this launch needs into the directory {@code control} of {@code base}, and answers
     * the shell text that ends, by {@code exec}, as the engine with the program's three streams.
     *
     * @param user the program's own user, empty for that of this process
     */
    String script(Path base, Launch launch, OptionalLong user) throws IOException;

    /** Processes and threads that a control group counts beside the program's own. */
    int overhead();

    /** The same that leaves the network namespace of its stage alone; empty when it cannot. */
    default Optional<Entry> inNetworkOfStage() {
        return Optional.empty();
    }

    /** Whether it works only where each program is a user of its own, in a control group. */
    boolean needsOwnUsers();
}
