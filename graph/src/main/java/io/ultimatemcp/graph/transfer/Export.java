package io.ultimatemcp.graph.transfer;

import io.ultimatemcp.graph.bolt.Transactions;
import io.ultimatemcp.graph.model.Answer;
import io.ultimatemcp.graph.model.CancelSignal;
import io.ultimatemcp.graph.model.SearchIndex;
import io.ultimatemcp.graph.schema.Bootstrap;
import io.ultimatemcp.graph.schema.IndexStatements;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.neo4j.driver.Record;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.Value;
import tools.jackson.databind.ObjectMapper;

/**
 * Writes the whole graph as lines of JSON: a head with the format's version, a line per node, a
 * line per relationship, a line per search index that users made, a foot with the counts, by which
 * a reader knows that nothing is missing. Numbers of nodes mean something within one export only.
 */
public final class Export {
    static final String FORMAT = "ultimate-mcp-graph";

    /** The second has indexes. */
    static final int VERSION = 2;

    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Transactions transactions;

    /** With these connections. */
    public Export(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Writes a consistent state; writes to the graph wait meanwhile. Streams, so memory does not
     * grow with the graph.
     *
     * @throws IOException when the lines cannot be written
     */
    public Answer<TransferCounts> write(Writer lines, CancelSignal cancel) throws IOException {
        var begun = new AtomicBoolean();
        try {
            return transactions.readAlone(
                    LIMIT,
                    cancel,
                    transaction -> {
                        if (begun.getAndSet(true)) {
                            // Lines that went out cannot be taken back.
                            throw new UncheckedIOException(
                                    new IOException("The graph engine was lost during the export"));
                        }
                        return new Answer.Done<>(all(transaction, lines));
                    });
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private static TransferCounts all(Transaction transaction, Writer lines) {
        line(lines, Map.of("format", FORMAT, "version", VERSION));
        long nodes = 0;
        var found =
                transaction.run(
                        "MATCH (n) RETURN elementId(n) AS id, labels(n) AS labels, properties(n) AS properties");
        while (found.hasNext()) {
            line(lines, node(found.next()));
            nodes++;
        }
        long relationships = 0;
        found =
                transaction.run(
                        "MATCH (a)-[r]->(b) RETURN elementId(a) AS start, elementId(b) AS end,"
                                + " type(r) AS type, properties(r) AS properties");
        while (found.hasNext()) {
            line(lines, relationship(found.next()));
            relationships++;
        }
        for (SearchIndex index : IndexStatements.list(transaction)) {
            if (!Bootstrap.isOurs(index.name())) {
                line(lines, IndexLine.write(index));
            }
        }
        line(lines, Map.of("nodes", nodes, "relationships", relationships));
        return new TransferCounts(nodes, relationships);
    }

    private static Map<String, Object> node(Record row) {
        var node = new LinkedHashMap<String, Object>();
        node.put("node", number(row.get("id")));
        node.put("labels", row.get("labels").asList(Value::asString).stream().sorted().toList());
        node.put("properties", properties(row.get("properties")));
        return node;
    }

    private static Map<String, Object> relationship(Record row) {
        var relationship = new LinkedHashMap<String, Object>();
        relationship.put("relationship", List.of(number(row.get("start")), number(row.get("end"))));
        relationship.put("type", row.get("type").asString());
        relationship.put("properties", properties(row.get("properties")));
        return relationship;
    }

    /** An element id is "version:store:number"; the number alone is unique within a store. */
    private static long number(Value elementId) {
        String id = elementId.asString();
        return Long.parseLong(id.substring(id.lastIndexOf(':') + 1));
    }

    private static Map<String, Object> properties(Value properties) {
        var tagged = new LinkedHashMap<String, Object>();
        properties.keys().forEach(name -> tagged.put(name, Tagged.write(properties.get(name))));
        return tagged;
    }

    private static void line(Writer lines, Map<String, Object> content) {
        try {
            lines.write(JSON.writeValueAsString(content));
            lines.write('\n');
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
