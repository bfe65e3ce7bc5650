package io.ultimatemcp.server.run;

import io.ultimatemcp.ledger.fault.BadCursor;
import io.ultimatemcp.ledger.fault.Conflict;
import io.ultimatemcp.ledger.fault.LedgerBusy;
import io.ultimatemcp.ledger.fault.LedgerCorrupt;
import io.ultimatemcp.ledger.fault.LedgerException;
import io.ultimatemcp.ledger.fault.LedgerUnavailable;
import io.ultimatemcp.ledger.fault.TooLarge;
import io.ultimatemcp.ledger.fault.UnknownBlob;
import io.ultimatemcp.server.problem.ErrorCode;
import io.ultimatemcp.server.problem.Problem;
import io.ultimatemcp.server.problem.Refusal;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a fault of the ledger means to a caller. */
public final class LedgerFaults {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerFaults.class);
    private static final Duration SHORTLY = Duration.ofSeconds(1);

    /** A database that restarts takes about as long. */
    private static final Duration LATER = Duration.ofSeconds(5);

    private LedgerFaults() {}

    /** Asks the ledger; throws {@link Refusal} where the ledger throws its own. */
    public static <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (LedgerException e) {
            throw refusal(e);
        }
    }

    /** The refusal for a fault. Addresses and file names go to the log only. */
    public static Refusal refusal(LedgerException fault) {
        return new Refusal(
                switch (fault) {
                    case BadCursor e -> Problem.invalid("/cursor", sentence(e));
                    case Conflict e -> Problem.of(ErrorCode.CONFLICT, sentence(e));
                    case UnknownBlob e -> Problem.of(ErrorCode.NOT_FOUND, sentence(e));
                    case TooLarge e -> Problem.of(ErrorCode.INVALID_ARGUMENTS, sentence(e));
                    case LedgerBusy e ->
                            Problem.retryLater(ErrorCode.LEDGER_UNAVAILABLE, sentence(e), SHORTLY);
                    case LedgerUnavailable e -> {
                        LOG.warn("the ledger does not answer: {}", e.getMessage());
                        yield Problem.retryLater(
                                ErrorCode.LEDGER_UNAVAILABLE,
                                "the ledger does not answer; try again",
                                LATER);
                    }
                    case LedgerCorrupt e -> {
                        LOG.error("the ledger is damaged", e);
                        yield Problem.of(
                                ErrorCode.CONTENT_DAMAGED,
                                "what is stored there is damaged or missing, and is not given out;"
                                        + " an operator finds all of it with: ultimate-mcp ledger verify");
                    }
                });
    }

    private static String sentence(LedgerException fault) {
        return String.valueOf(fault.getMessage());
    }
}
