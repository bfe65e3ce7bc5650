package io.ultimatemcp.graph.bolt;

import io.ultimatemcp.graph.model.Fault;
import io.ultimatemcp.graph.value.Weight;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.exceptions.SessionExpiredException;
import org.neo4j.driver.exceptions.TransientException;

/**
 * Reads the driver's exceptions by class and status code (Neo4j Status Codes,
 * "Neo.{classification}.{category}.{title}"). Messages are passed on for client errors only, which
 * speak of the caller's own text; all else may hold internals.
 */
final class Verdicts {
    /** Names a class of the engine in front of what the caller is to read. */
    private static final Pattern CAUSE = Pattern.compile("Caused by: (?:\\w++\\.)++\\w++: ");

    private static final Pattern POSITION = Pattern.compile("\\(line (\\d+), column (\\d+) ");

    private Verdicts() {}

    static Verdict of(RuntimeException thrown, Duration limit) {
        return switch (thrown) {
            case Neo4jException deep when overflowed(deep) -> tooDeep();
            case ServiceUnavailableException _, SessionExpiredException _ -> new Verdict.Lost();
            case AuthenticationException _ ->
                    unavailable("The graph server refused the user name or password.");
            case TransientException passing -> transientError(passing);
            case ClientException mistake -> clientError(mistake, limit);
            case Neo4jException broken when broken.code().contains("OutOfMemory") -> memory();
            case Neo4jException broken -> new Verdict.Final(new Fault.EngineError(broken.code()));
            // The driver was closed under us, because the engine went away or is put to sleep.
            case IllegalStateException _ -> new Verdict.Lost();
            default -> throw thrown;
        };
    }

    /** The driver reads values by recursion, and says no more than that it failed. */
    private static boolean overflowed(Throwable thrown) {
        @Nullable Throwable cause = thrown;
        while (cause != null && !(cause instanceof StackOverflowError)) {
            cause = cause.getCause();
        }
        return cause != null;
    }

    private static Verdict tooDeep() {
        return new Verdict.Final(
                new Fault.MemoryExceeded(
                        "A value of the answer is nested more than %d deep; return less of it."
                                .formatted(Weight.MOST_DEPTH)));
    }

    private static Verdict transientError(TransientException passing) {
        // The engine could still say so; most often the connection breaks.
        if (String.valueOf(passing.getMessage()).contains("direct buffer memory")) {
            return new Verdict.Lost();
        }
        return passing.code().contains("OutOfMemory") || passing.code().contains("MemoryLimit")
                ? memory()
                : new Verdict.Again(passing.code());
    }

    private static Verdict clientError(ClientException mistake, Duration limit) {
        String code = mistake.code();
        if (code.contains(".Transaction.TransactionTimedOut")) {
            return new Verdict.Final(new Fault.TimedOut(limit));
        }
        if (code.endsWith(".Transaction.Terminated")
                || code.endsWith(".Transaction.LockClientStopped")) {
            return new Verdict.Again(code);
        }
        if (code.endsWith(".Statement.AccessMode")) {
            return new Verdict.Final(
                    new Fault.NotReadOnly("This query would write; only reading is allowed here."));
        }
        if (code.startsWith("Neo.ClientError.Security.")) {
            return new Verdict.Final(
                    new Fault.NotReadOnly("The graph server does not allow this to our account."));
        }
        if (!code.startsWith("Neo.ClientError.")) {
            // The driver's own: no connection became free, or the pool was closed under us.
            return new Verdict.Lost();
        }
        return new Verdict.Final(badQuery(mistake));
    }

    private static Fault badQuery(Neo4jException mistake) {
        String message = CAUSE.matcher(String.valueOf(mistake.getMessage())).replaceAll("");
        Matcher position = POSITION.matcher(message);
        return position.find()
                ? new Fault.BadQuery(
                        message,
                        Integer.parseInt(position.group(1)),
                        Integer.parseInt(position.group(2)))
                : new Fault.BadQuery(message, 0, 0);
    }

    private static Verdict memory() {
        return new Verdict.Final(
                new Fault.MemoryExceeded(
                        "The query needs more memory than one query may have; return less, or aggregate in steps."));
    }

    private static Verdict unavailable(String message) {
        return new Verdict.Final(new Fault.Unavailable(message, Duration.ofSeconds(30)));
    }
}
