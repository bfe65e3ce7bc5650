package io.ultimatemcp.graph.query;

import io.ultimatemcp.graph.model.Answer;
import io.ultimatemcp.graph.model.Fault;
import io.ultimatemcp.graph.model.Rows;
import io.ultimatemcp.graph.value.Keys;
import io.ultimatemcp.graph.value.Value;
import io.ultimatemcp.graph.value.Values;
import io.ultimatemcp.graph.value.Weight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Result;
import org.neo4j.driver.Transaction;

/** Runs a query that was let pass and takes of its answer what fits. */
final class Reader {
    /**
     * About the bytes of the longest answer; beyond it an answer is of no use to whoever reads it.
     */
    private static final long MOST_BYTES = 8 << 20;

    private final Transaction transaction;
    private final Keys keys = new Keys();
    private final List<Record> records = new ArrayList<>();
    private long bytes;

    Reader(Transaction transaction) {
        this.transaction = transaction;
    }

    Answer<Rows> read(String cypher, Map<String, @Nullable Object> parameters, int maxRows) {
        long start = System.nanoTime();
        Result result = transaction.run(cypher, parameters);
        boolean truncated = false;
        try {
            while (!truncated && result.hasNext()) {
                truncated = records.size() == maxRows || !take(result.next());
            }
        } catch (Weight.TooDeep e) {
            return new Answer.Failed<>(
                    new Fault.MemoryExceeded(
                            "A value of the answer is %s; return less of it."
                                    .formatted(e.getMessage())));
        }
        if (truncated && records.isEmpty()) {
            return new Answer.Failed<>(
                    new Fault.MemoryExceeded(
                            "One row of the answer is larger than %d MiB; return less of it."
                                    .formatted(MOST_BYTES >> 20)));
        }
        if (truncated) {
            // Tells the engine to throw the rest away before it is asked anything else.
            result.consume();
        }
        lookUpKeys();
        var values = new Values(keys);
        List<List<Value>> rows =
                records.stream()
                        .map(row -> row.values().stream().map(values::read).toList())
                        .toList();
        return new Answer.Done<>(
                new Rows(
                        result.keys(),
                        rows,
                        truncated,
                        Duration.ofNanos(System.nanoTime() - start)));
    }

    private boolean take(Record row) throws Weight.TooDeep {
        long weight = 0;
        for (var value : row.values()) {
            weight += Weight.of(value, keys);
        }
        if (bytes + weight > MOST_BYTES) {
            return false;
        }
        bytes += weight;
        records.add(row);
        return true;
    }

    private void lookUpKeys() {
        List<String> missing = keys.missing();
        if (missing.isEmpty()) {
            return;
        }
        transaction
                .run(
                        "MATCH (n) WHERE elementId(n) IN $ids AND n.key IS :: STRING"
                                + " RETURN elementId(n) AS id, n.key AS key",
                        Map.of("ids", missing))
                .forEachRemaining(
                        row -> keys.know(row.get("id").asString(), row.get("key").asString()));
    }
}
