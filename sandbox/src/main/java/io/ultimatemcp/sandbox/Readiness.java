package io.ultimatemcp.sandbox;

import java.util.Set;

/** Whether this machine can run jobs safely. */
public sealed interface Readiness {

    /**
     * It can.
     *
     * @param isolation what will stand around a job under the standard limits
     * @param languages those whose interpreter is installed
     */
    record Ready(Isolation isolation, Set<Language> languages) implements Readiness {
        /** Copies the set. */
        public Ready {
            languages = Set.copyOf(languages);
        }
    }

    /**
     * It cannot, so every job is refused.
     *
     * @param reason one sentence
     * @param fix one sentence or command that removes the reason
     */
    record Refusing(String reason, String fix) implements Readiness {}
}
