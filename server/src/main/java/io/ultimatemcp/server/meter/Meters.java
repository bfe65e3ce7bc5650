package io.ultimatemcp.server.meter;

import io.ultimatemcp.graph.model.GraphListener;
import io.ultimatemcp.ledger.sql.WriterListener;
import io.ultimatemcp.protocol.endpoint.Meter;
import io.ultimatemcp.server.backup.BackupListener;
import io.ultimatemcp.server.http.HttpListener;
import io.ultimatemcp.server.retention.RetentionListener;
import io.ultimatemcp.server.run.RunListener;

/** Everything that counts, made before the rooms that tell it what happens. Thread-safe. */
public final class Meters {
    private final Refusals refusals = new Refusals();
    private final HttpMeter http = new HttpMeter(refusals);
    private final McpMeter mcp = new McpMeter();
    private final ToolMeter tools = new ToolMeter(refusals);
    private final GraphMeter graph = new GraphMeter();
    private final WriterMeter writer = new WriterMeter();
    private final UpkeepMeter upkeep = new UpkeepMeter();

    public HttpListener http() {
        return http;
    }

    public Meter mcp() {
        return mcp;
    }

    /** Counts calls of tools; {@code next} hears of every stored run too. */
    public RunListener tools(RunListener next) {
        return tools.before(next);
    }

    public GraphListener graph() {
        return graph;
    }

    public WriterListener ledger() {
        return writer;
    }

    public BackupListener backups() {
        return upkeep;
    }

    public RetentionListener retention() {
        return upkeep;
    }

    void writeTo(Sheet sheet) {
        http.writeTo(sheet);
        refusals.writeTo(sheet);
        mcp.writeTo(sheet);
        tools.writeTo(sheet);
        graph.writeTo(sheet);
        writer.writeTo(sheet);
        upkeep.writeTo(sheet);
    }
}
