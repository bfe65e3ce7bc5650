package io.ultimatemcp.graph.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.graph.Graph;
import io.ultimatemcp.graph.GraphSettings;
import io.ultimatemcp.graph.TestGraph;
import io.ultimatemcp.graph.model.CancelSignal;
import io.ultimatemcp.graph.model.Fault;
import io.ultimatemcp.graph.model.GraphListener;
import io.ultimatemcp.graph.model.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RunawaysTest {
    private static final long LATER = Duration.ofSeconds(6).toNanos();

    private static final String SUM = "RETURN reduce(s = 0, x IN range(1, $n) | s + x) AS sum";

    private final Runaways runaways = new Runaways();

    @Test
    void nobodyLooksBeforeACallWasGivenUp() {
        assertThat(runaways.isDue(LATER)).isFalse();
        runaways.note(0);
        assertThat(runaways.isDue(1)).isFalse();
        assertThat(runaways.isDue(LATER)).isTrue();
    }

    @Test
    void whatIsSeenTerminatedTwiceIsStuck() {
        runaways.note(0);
        assertThat(runaways.found(Set.of("tx-1", "tx-2"), LATER)).isFalse();
        assertThat(runaways.isDue(2 * LATER)).isTrue();
        assertThat(runaways.found(Set.of("tx-2", "tx-3"), 2 * LATER)).isTrue();
    }

    @Test
    void whatEndsInTimeIsNot() {
        runaways.note(0);
        assertThat(runaways.found(Set.of("tx-1"), LATER)).isFalse();
        assertThat(runaways.found(Set.of("tx-2"), 2 * LATER)).isFalse();
        assertThat(runaways.found(Set.of(), 3 * LATER)).isFalse();
        assertThat(runaways.isDue(9 * LATER)).isFalse();
    }

    @Test
    void aQueryThatDoesNotHearItsEndCostsTheEngineAndNoOtherQuery() throws IOException {
        Path home = TestGraph.newHome();
        try (var graph =
                Graph.open(
                        new GraphSettings(
                                TestGraph.local(home),
                                4,
                                Duration.ofMinutes(3),
                                GraphListener.NONE))) {
            // Once before, so that the time is not over while it is planned.
            TestGraph.done(TestGraph.ask(graph, SUM, Map.of("n", 10)));
            var engine = ProcessHandle.of(pid(home)).orElseThrow();
            var endless = new Query(SUM, Map.of("n", 900_000_000_000L), 1, Duration.ofSeconds(1));

            assertThat(TestGraph.fault(graph.query(endless, CancelSignal.NEVER)))
                    .isInstanceOf(Fault.TimedOut.class);
            engine.onExit().orTimeout(60, TimeUnit.SECONDS).join();

            assertThat(TestGraph.done(TestGraph.ask(graph, "RETURN 1 AS one", Map.of())).results())
                    .containsExactly(Map.of("one", 1L));
        }
    }

    private static long pid(Path home) throws IOException {
        return Long.parseLong(Files.readString(home.resolve("run").resolve("pid")).strip());
    }
}
