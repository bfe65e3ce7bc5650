package io.ultimatemcp.protocol.endpoint;

import io.ultimatemcp.protocol.dispatch.Dispatcher;
import io.ultimatemcp.protocol.era.DefinitionWriter;
import io.ultimatemcp.protocol.era.StatelessDialect;
import io.ultimatemcp.protocol.feature.Caller;
import io.ultimatemcp.protocol.feature.Catalog;
import io.ultimatemcp.protocol.feature.Change;
import io.ultimatemcp.protocol.feature.Registration;
import io.ultimatemcp.protocol.feature.ServerIdentity;
import io.ultimatemcp.protocol.interact.StateSeal;
import io.ultimatemcp.protocol.notify.Hub;
import io.ultimatemcp.protocol.session.SessionStore;
import io.ultimatemcp.protocol.task.Tasks;
import io.ultimatemcp.protocol.wire.Limits;
import io.ultimatemcp.protocol.wire.MessageReader;
import io.ultimatemcp.protocol.wire.Revision;
import io.ultimatemcp.protocol.wire.Rpc;
import io.ultimatemcp.protocol.wire.WireError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One MCP server: all revisions, over HTTP and stdio, mixed freely message by message, over one
 * catalog of features. Thread-safe.
 */
public final class McpEndpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(McpEndpoint.class);

    private final Engine engine;
    private final HttpDoor http;
    private final Registration catalogChanges;
    private final Pulse.Beat sweep;

    private McpEndpoint(Builder parts) {
        Hub<Change> changes = new Hub<>();
        Limits limits = parts.limits;
        byte[] cursorKey = parts.keyRing.values().iterator().next();
        var sessions = new SessionStore(limits, parts.clock, parts.meter::sessions);
        this.engine =
                new Engine(
                        parts.catalog,
                        parts.tasks,
                        limits,
                        parts.clock,
                        parts.meter,
                        new MessageReader(limits.requests()),
                        new Dispatcher(
                                parts.identity,
                                parts.instructions,
                                parts.catalog,
                                parts.tasks,
                                limits,
                                cursorKey),
                        new StatelessDialect(
                                new DefinitionWriter(Revision.V2026_07_28)
                                        .server(brief(parts.identity))),
                        new StateSeal(parts.keyRing, limits.requests()),
                        sessions,
                        changes,
                        new Admission(
                                limits.calls().inFlight(), limits.calls().inFlightPerCaller()),
                        new Admission(Integer.MAX_VALUE / 2, limits.streams().listensPerCaller()),
                        new OpenStreams(),
                        new Pulse(parts.scheduler, Duration.ofSeconds(1)));
        this.http = new HttpDoor(engine);
        this.catalogChanges = parts.catalog.onChange(changes::publish);
        this.sweep = new Sweep(sessions, parts.tasks);
        engine.pulse().add(sweep);
    }

    /**
     * Starts to describe an endpoint.
     *
     * @param scheduler runs one short tick a second; the caller closes it after the endpoint
     */
    public static Builder builder(
            ServerIdentity identity, Catalog catalog, ScheduledExecutorService scheduler) {
        return new Builder(identity, catalog, scheduler);
    }

    /**
     * Serves one HTTP request of the endpoint's path. Call it on a virtual thread of its own: it
     * blocks until the call is answered or its stream has ended, and may leave the thread
     * interrupted.
     */
    public void http(HttpCall call) {
        try {
            http.serve(call);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            String reference = UUID.randomUUID().toString();
            LOG.error("a {} call failed, reference {}", call.method(), reference, e);
            var error = new WireError(500, -32603, "Internal error, reference " + reference, null);
            call.respond(500, PostReply.JSON, Rpc.error(null, error));
        }
    }

    /**
     * Serves one pipe, one JSON message a line, until {@code in} ends.
     *
     * @param caller who is at the other end
     * @throws IOException when {@code in} cannot be read
     */
    public void stdio(InputStream in, OutputStream out, Caller caller) throws IOException {
        new StdioDoor(engine, caller, out).serve(in);
    }

    /** How many streams and sessions are told of changes at the moment. */
    public int subscribers() {
        return engine.changes().size();
    }

    /** How many calls run at the moment, over every wire. */
    public int callsInFlight() {
        return engine.calls().inside();
    }

    /** Ends streams gracefully and sessions; calls that run are not waited for. */
    @Override
    public void close() {
        catalogChanges.close();
        engine.pulse().remove(sweep);
        engine.open().endAll();
        List.copyOf(engine.sessions().all()).forEach(engine.sessions()::end);
        engine.pulse().close();
    }

    /** Every result carries it, so only what identifies. */
    private static ServerIdentity brief(ServerIdentity identity) {
        return new ServerIdentity(
                identity.name(), identity.version(), identity.title(), null, null, List.of());
    }

    /** Collects the optional parts. Not thread-safe; {@link #build()} ends its use. */
    public static final class Builder {
        private final ServerIdentity identity;
        private final Catalog catalog;
        private final ScheduledExecutorService scheduler;
        private @Nullable String instructions;
        private @Nullable Tasks tasks;
        private Limits limits = Limits.defaults();
        private Map<String, byte[]> keyRing = StateSeal.freshRing();
        private InstantSource clock = InstantSource.system();
        private Meter meter = Meter.NONE;

        private Builder(
                ServerIdentity identity, Catalog catalog, ScheduledExecutorService scheduler) {
            this.identity = identity;
            this.catalog = catalog;
            this.scheduler = scheduler;
        }

        /** A manual for the model, at most 2 000 characters. */
        public Builder instructions(String value) {
            instructions = value;
            return this;
        }

        /** Offers the tasks extension. */
        public Builder tasks(Tasks value) {
            tasks = value;
            return this;
        }

        public Builder limits(Limits value) {
            limits = value;
            return this;
        }

        /** Keys of 32 bytes by id, for request state and cursors; the first one seals. */
        public Builder keyRing(Map<String, byte[]> value) {
            keyRing = value;
            return this;
        }

        public Builder clock(InstantSource value) {
            clock = value;
            return this;
        }

        public Builder meter(Meter value) {
            meter = value;
            return this;
        }

        public McpEndpoint build() {
            return new McpEndpoint(this);
        }
    }
}
