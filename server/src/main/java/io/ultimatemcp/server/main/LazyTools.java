package io.ultimatemcp.server.main;

import io.ultimatemcp.ledger.Ledger;
import io.ultimatemcp.protocol.feature.Cancel;
import io.ultimatemcp.server.graph.SchemaView;
import io.ultimatemcp.server.run.Origin;
import io.ultimatemcp.server.run.Recorded;
import io.ultimatemcp.server.run.ToolHost;
import io.ultimatemcp.server.settings.Settings;
import io.ultimatemcp.server.tool.Toolbox;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tools for a process that is not the server: each call goes to the server of the data directory
 * when one runs, else it is done here. Nothing is opened before the first call, so that the first
 * answer over stdio is quick.
 */
final class LazyTools implements ToolHost, AutoCloseable {
    private final Settings settings;
    private final Toolbox box;
    private final ReentrantLock opening = new ReentrantLock();
    private @Nullable Workbench local;

    LazyTools(Settings settings) {
        this.settings = settings;
        this.box =
                Workbench.toolbox(
                        () -> local().sandbox(),
                        () -> local().sessions(),
                        () -> local().knowledge(),
                        settings);
    }

    /** What the tools are, for listing. */
    Toolbox box() {
        return box;
    }

    @Override
    public Recorded call(String tool, ObjectNode arguments, Origin origin) {
        return host().call(tool, arguments, origin);
    }

    private ToolHost host() {
        return server().<ToolHost>map(RemoteTools::new).orElseGet(() -> local().recorder());
    }

    /** The server of the data directory, when one runs. */
    private Optional<RestClient> server() {
        var server = StateFile.client(settings.data().dir());
        if (server.isPresent()) {
            releaseGraph();
        }
        return server;
    }

    /** One process at a time has the store of the local engine, and a server comes first. */
    private void releaseGraph() {
        opening.lock();
        try {
            if (local != null) {
                local.graph().close();
            }
        } finally {
            opening.unlock();
        }
    }

    /** What kinds of things the graph holds. */
    ObjectNode graphSchema(Cancel cancel) {
        return server().map(server -> server.get("/api/v1/graph/schema", cancel))
                .orElseGet(() -> SchemaView.of(local().knowledge().schema(cancel)));
    }

    /** Projects the ledger anew and tells what came of it. */
    ObjectNode rebuildGraph(Cancel cancel) {
        return server().map(server -> server.post("/api/v1/graph/rebuild", cancel))
                .orElseGet(() -> new GraphRebuild(local()).run(cancel));
    }

    /** The ledger, for reading what is stored; a server that runs beside does not mind. */
    Ledger ledger() {
        return local().ledger();
    }

    private Workbench local() {
        opening.lock();
        try {
            var open = local;
            if (open == null) {
                open = Workbench.open(settings);
                local = open;
            }
            return open;
        } finally {
            opening.unlock();
        }
    }

    @Override
    public void close() {
        opening.lock();
        try {
            if (local != null) {
                local.drain(settings.http().shutdownGrace());
                local.close();
            }
        } finally {
            opening.unlock();
        }
    }
}
