package io.ultimatemcp.server.tool.policy;

import io.ultimatemcp.analysis.Analyzer;
import io.ultimatemcp.analysis.Limits;
import io.ultimatemcp.analysis.hint.Hints;
import io.ultimatemcp.analysis.model.Cut;
import io.ultimatemcp.analysis.model.Language;
import io.ultimatemcp.analysis.syntax.ParserUnavailable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Searches code for hints beside its run. Half of the processors at most search at a time, since
 * the parser is native code and holds the thread it runs on. Safe for any thread.
 */
public final class PolicyCheck {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyCheck.class);
    private static final Limits LIMITS =
            new Limits(1 << 20, 100_000, 500, Duration.ofMillis(250), 50);

    /** How much later than its run a search may end. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    /** The same until one search was done, because the first loads the parser. */
    private static final Duration FIRST_GRACE = Duration.ofSeconds(5);

    private final BiFunction<Language, String, Hints> search;
    private final Duration grace;
    private volatile Duration firstGrace;
    private final Semaphore searching =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

    /** Searches with the parser of this machine, which is loaded with the first code. */
    public PolicyCheck() {
        this(new Analyzer(LIMITS)::hints, GRACE);
        this.firstGrace = FIRST_GRACE;
    }

    PolicyCheck(BiFunction<Language, String, Hints> search, Duration grace) {
        this.search = search;
        this.grace = grace;
        this.firstGrace = grace;
    }

    /**
     * Begins to search; the caller closes what it is given when its run is over.
     *
     * @param language as requests write it; one that is not read has no findings
     */
    public Pending begin(String language, String code) {
        var outcome = new CompletableFuture<PolicyFindings>();
        var thread =
                Thread.ofVirtual()
                        .name("policy-check")
                        .start(() -> outcome.complete(findings(language, code)));
        return new Pending(outcome, thread, firstGrace);
    }

    private PolicyFindings findings(String language, String code) {
        var known = Language.of(language);
        if (known.isEmpty()) {
            return PolicyFindings.missing(language + " is not searched");
        }
        try {
            searching.acquire();
            try {
                Hints hints = search.apply(known.get(), code);
                firstGrace = grace;
                return told(hints);
            } finally {
                searching.release();
            }
        } catch (InterruptedException given) {
            return PolicyFindings.missing(Pending.LATE);
        } catch (ParserUnavailable away) {
            return PolicyFindings.missing("not searched: " + away.getMessage());
        } catch (RuntimeException | StackOverflowError bug) {
            LOG.error("code could not be searched for hints", bug);
            return PolicyFindings.missing(
                    "not searched: the search failed, the server's log says how");
        }
    }

    private static PolicyFindings told(Hints hints) {
        var findings = hints.findings().stream().map(FindingEntry::of).toList();
        return hints.cuts().isEmpty()
                ? new PolicyFindings(findings, null)
                : new PolicyFindings(
                        findings,
                        "not everything was searched; limits met: "
                                + hints.cuts().stream()
                                        .map(Cut::code)
                                        .sorted()
                                        .collect(Collectors.joining(", ")));
    }
}
