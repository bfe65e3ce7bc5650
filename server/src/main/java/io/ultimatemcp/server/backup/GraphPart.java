package io.ultimatemcp.server.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ultimatemcp.graph.model.Answer;
import io.ultimatemcp.graph.model.CancelSignal;
import io.ultimatemcp.graph.model.Fault;
import io.ultimatemcp.ledger.backup.ExtraSection;
import io.ultimatemcp.server.graph.GraphStore;
import io.ultimatemcp.server.problem.ErrorCode;
import io.ultimatemcp.server.problem.Problem;
import io.ultimatemcp.server.problem.Refusal;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;

/** The graph as a part of a backup: its logical export, whatever engine holds it. */
final class GraphPart implements ExtraSection {
    static final String NAME = "graph";

    /** A backup is made to its end once it is begun. */
    private static final CancelSignal NEVER = _ -> () -> {};

    private final GraphStore store;
    private final Runnable unchanged;

    /**
     * For the graph in {@code store}.
     *
     * @param unchanged throws when the graph may have changed while it was copied
     */
    GraphPart(GraphStore store, Runnable unchanged) {
        this.store = store;
        this.unchanged = unchanged;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        Writer lines = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
        check(store.graph().export(lines, NEVER));
        lines.flush();
        unchanged.run();
    }

    /** Reads the part back into a graph that must be empty. */
    void read(InputStream in) throws IOException {
        check(store.graph().restore(new BufferedReader(new InputStreamReader(in, UTF_8)), NEVER));
    }

    private static void check(Answer<?> answer) {
        if (answer instanceof Answer.Failed<?>(Fault fault)) {
            throw new Refusal(
                    Problem.of(
                            ErrorCode.GRAPH_UNAVAILABLE,
                            "the graph could not be copied: " + fault.message()));
        }
    }
}
