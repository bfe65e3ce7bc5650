package io.ultimatemcp.graph.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ultimatemcp.graph.Graph;
import io.ultimatemcp.graph.GraphSettings;
import io.ultimatemcp.graph.TestGraph;
import io.ultimatemcp.graph.bolt.Transactions;
import io.ultimatemcp.graph.engine.LocalEngine;
import io.ultimatemcp.graph.model.Answer;
import io.ultimatemcp.graph.model.CancelSignal;
import io.ultimatemcp.graph.model.Fault;
import io.ultimatemcp.graph.model.GraphListener;
import io.ultimatemcp.graph.model.NodeWrite;
import io.ultimatemcp.graph.model.RelationshipWrite;
import io.ultimatemcp.graph.model.Upsert;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;
import tools.jackson.databind.ObjectMapper;

class TransferTest {
    /** Everything a property can be; the temporal ones come in through the import itself. */
    private static final String EXPORT =
            """
            {"format":"ultimate-mcp-graph","version":2}
            {"node":7,"labels":["A","GraphNode","odd `label"],"properties":{"key":"a","whole":9007199254740993,"real":1.0,"nan":{"float":"NaN"},"text":"ü\\n","truth":true,"list":[1,2],"bytes":{"bytes":"AQI="},"vector":[0.5,-2.0,3.25],"date":{"date":"2026-02-28"},"time":{"time":"12:00:01+01:00"},"localtime":{"local_time":"12:00:01"},"datetime":{"date_time":"2026-02-28T12:00:01+01:00[Europe/Berlin]"},"localdatetime":{"local_date_time":"2026-02-28T12:00:01"},"duration":{"duration":[14,3,5,6]},"point":{"point":[4979,13.4,52.5,34.0]}}}
            {"node":9,"labels":[],"properties":{}}
            {"relationship":[7,9],"type":"TO `it","properties":{"w":0.5}}
            {"relationship":[7,7],"type":"SELF","properties":{}}
            {"index":"own_text","kind":"fulltext","labels":["A","B"],"properties":["text","odd `name"],"analyzer":"english"}
            {"index":"own_vector","kind":"vector","labels":["A"],"properties":["vector"],"dimensions":3,"similarity":"euclidean"}
            {"nodes":2,"relationships":2}
            """;

    @Test
    void aGraphGoesOutAndComesBackTheSame() throws IOException {
        try (Graph graph = open()) {
            var read = new BufferedReader(new StringReader(EXPORT));
            assertThat(TestGraph.done(graph.restore(read, CancelSignal.NEVER)))
                    .isEqualTo(new TransferCounts(2, 2));

            assertThat(shape(export(graph))).isEqualTo(shape(EXPORT));
            var again = new BufferedReader(new StringReader(EXPORT));
            assertThat(TestGraph.fault(graph.restore(again, CancelSignal.NEVER)))
                    .isInstanceOf(Fault.Invalid.class);
            assertThat(
                            TestGraph.done(
                                            graph.upsert(
                                                    new Upsert(
                                                            List.of(
                                                                    new NodeWrite(
                                                                            "b", List.of(),
                                                                            Map.of())),
                                                            List.of(
                                                                    new RelationshipWrite(
                                                                            "a", "b", "X",
                                                                            Map.of()))),
                                                    CancelSignal.NEVER))
                                    .nodesCreated())
                    .isEqualTo(1);
        }
    }

    /** Our own engine's store does not take them; one elsewhere may. */
    @Test
    void vectorsKeepTheirTypeAndTheirElements() throws IOException {
        var json = new ObjectMapper();
        for (Value vector :
                List.of(
                        Values.vector(new byte[] {1, -2}),
                        Values.vector(new short[] {300}),
                        Values.vector(new int[] {70_000}),
                        Values.vector(new long[] {1L << 40}),
                        Values.vector(new float[] {0.1f, -2}),
                        Values.vector(new double[] {0.1, 1e300}))) {
            String line = json.writeValueAsString(Tagged.write(vector));
            assertThat(Tagged.read(json.readTree(line))).isEqualTo(vector);
        }
    }

    @Test
    void linesThatAreNotAWholeExportAreRefused() {
        String half = EXPORT.substring(0, EXPORT.indexOf("{\"relationship\":[7,7]"));
        assertThatThrownBy(() -> drain(half)).hasMessageContaining("is missing");
        assertThatThrownBy(() -> drain(half + "{\"nodes\":2,\"relationships\":2}\n"))
                .hasMessageContaining("counts do not match");
        assertThatThrownBy(() -> drain("{\"format\":\"other\"}\n")).hasMessageContaining("line 1");
        assertThatThrownBy(() -> drain("nonsense")).hasMessageContaining("line 1 is not JSON");
    }

    @Test
    void aStepThatRunsAgainThoughItDidCommitChangesNothingAndWhatIsMissingIsSeen() {
        var local = TestGraph.local(TestGraph.newHome());
        try (var engine = new LocalEngine(local, 4, (driver, database) -> {}, GraphListener.NONE)) {
            var transactions =
                    new Transactions(engine, 4, Duration.ofMinutes(3), GraphListener.NONE);
            var dangling = new BufferedReader(new StringReader(EXPORT.replace("[7,9]", "[7,8]")));
            assertThatThrownBy(() -> new Import(transactions).read(dangling, CancelSignal.NEVER))
                    .isInstanceOf(TransferException.class)
                    .hasMessageContaining("2 nodes and 2 relationships, but 2 and 1 came");

            for (long step : new long[] {10, 10, 11, 11}) {
                TestGraph.done(
                        transactions.write(
                                Duration.ofSeconds(60),
                                CancelSignal.NEVER,
                                Import.once(step, "CREATE (:Once)", List.of())));
            }
            Answer<Long> made =
                    transactions.read(
                            Duration.ofSeconds(60),
                            CancelSignal.NEVER,
                            transaction ->
                                    new Answer.Done<>(
                                            transaction
                                                    .run("MATCH (n:Once) RETURN count(n)")
                                                    .single()
                                                    .get(0)
                                                    .asLong()));
            assertThat(TestGraph.done(made)).isEqualTo(2);
        }
    }

    @Test
    void anExportOfTheFirstVersionIsStillRead() throws IOException {
        drain(EXPORT.replace("\"version\":2", "\"version\":1").replaceAll("\\{\"index.*\n", ""));
        assertThatThrownBy(() -> drain(EXPORT.replace("\"version\":2", "\"version\":3")))
                .hasMessageContaining("line 1");
    }

    private static void drain(String export) throws IOException {
        var lines = new ExportLines(new BufferedReader(new StringReader(export)));
        lines.head();
        assertThat(lines.nodes(1000)).hasSize(2);
        assertThat(lines.relationships(1000)).isNotEmpty();
        lines.indexes();
        lines.foot();
    }

    private static String export(Graph graph) throws IOException {
        var lines = new StringWriter();
        TestGraph.done(graph.export(lines, CancelSignal.NEVER));
        return lines.toString();
    }

    /** Numbers of nodes and the order of members and lines are the engine's own. */
    private static List<List<Integer>> shape(String export) {
        return export.replaceAll("\"node\":\\d+", "N")
                .replaceAll("\"relationship\":\\[\\d+,\\d+]", "R")
                .lines()
                .map(line -> line.chars().sorted().boxed().toList())
                .sorted(java.util.Comparator.comparing(Object::toString))
                .toList();
    }

    private static Graph open() {
        return Graph.open(
                new GraphSettings(
                        TestGraph.local(TestGraph.newHome()),
                        4,
                        Duration.ofMinutes(3),
                        GraphListener.NONE));
    }
}
