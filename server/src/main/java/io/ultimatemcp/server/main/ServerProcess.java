package io.ultimatemcp.server.main;

import io.ultimatemcp.protocol.feature.Caller;
import io.ultimatemcp.sandbox.Readiness;
import io.ultimatemcp.server.cli.CommandFailure;
import io.ultimatemcp.server.cli.ExitCode;
import io.ultimatemcp.server.cli.RunningServer;
import io.ultimatemcp.server.graph.SchemaView;
import io.ultimatemcp.server.guard.access.Role;
import io.ultimatemcp.server.guard.identity.AdminToken;
import io.ultimatemcp.server.guard.identity.Bearers;
import io.ultimatemcp.server.http.HttpDoor;
import io.ultimatemcp.server.meter.Meters;
import io.ultimatemcp.server.meter.Parts;
import io.ultimatemcp.server.meter.Scrape;
import io.ultimatemcp.server.prompt.Prompts;
import io.ultimatemcp.server.rest.BackupRoutes;
import io.ultimatemcp.server.rest.DoctorRoutes;
import io.ultimatemcp.server.rest.GraphRoutes;
import io.ultimatemcp.server.rest.HealthRoutes;
import io.ultimatemcp.server.rest.MetricsForm;
import io.ultimatemcp.server.rest.MetricsRoutes;
import io.ultimatemcp.server.rest.OpenApi;
import io.ultimatemcp.server.rest.PromptRoutes;
import io.ultimatemcp.server.rest.RetentionRoutes;
import io.ultimatemcp.server.rest.Route;
import io.ultimatemcp.server.rest.RunRoutes;
import io.ultimatemcp.server.rest.SessionRoutes;
import io.ultimatemcp.server.rest.ToolRoutes;
import io.ultimatemcp.server.run.Door;
import io.ultimatemcp.server.run.RunRemoval;
import io.ultimatemcp.server.run.Runs;
import io.ultimatemcp.server.settings.Settings;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** A server: everything opened in order, and closed in reverse. */
final class ServerProcess implements AutoCloseable {
    private final Settings settings;
    private final Workbench workbench;
    private final List<AutoCloseable> opened;
    private final HttpDoor door;

    private ServerProcess(
            Settings settings, Workbench workbench, List<AutoCloseable> opened, HttpDoor door) {
        this.settings = settings;
        this.workbench = workbench;
        this.opened = List.copyOf(opened);
        this.door = door;
    }

    /** Opens everything; whatever was opened is closed again when one part cannot be. */
    static ServerProcess open(Settings settings) {
        DataDirectory.prepare(settings.data().dir());
        var opened = new ArrayList<AutoCloseable>();
        try {
            var state = StateFile.take(settings.data().dir());
            opened.add(state);
            var meters = new Meters();
            var workbench = Workbench.open(settings, meters);
            opened.add(workbench);
            var mcp =
                    new Mcp(
                            workbench.tools(),
                            workbench.recorder(),
                            Door.MCP,
                            workbench::ledger,
                            cancel -> SchemaView.of(workbench.knowledge().schema(cancel)),
                            settings,
                            meters.mcp());
            opened.add(mcp);
            mcp.takeOver();
            clocks(workbench, settings).forEach(opened::add);
            var door =
                    HttpDoor.open(
                            Vertx.vertx(vertxOptions()),
                            settings.http(),
                            bearers(settings),
                            routes(
                                    workbench,
                                    settings,
                                    new Scrape(meters, parts(workbench, mcp, settings))),
                            mcp.endpoint(),
                            meters.http());
            opened.add(door);
            state.write(
                    new RunningServer(
                            door.url(),
                            ProcessHandle.current().pid(),
                            Version.TEXT,
                            Instant.now().toString()));
            return new ServerProcess(settings, workbench, opened, door);
        } catch (IOException e) {
            closeAll(opened);
            throw new CommandFailure(ExitCode.ENVIRONMENT, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            closeAll(opened);
            throw e;
        }
    }

    String url() {
        return door.url();
    }

    /**
     * Says on {@code talk} that it serves; and, as soon as that is known, what a caller would
     * otherwise learn from a refusal. The first statement of the ledger is the dearest, so it is
     * spent here.
     */
    void announce(PrintStream talk) {
        talk.println("ready " + url());
        talk.flush();
        Thread.startVirtualThread(() -> {
            try {
                if (workbench.sandbox().readiness()
                        instanceof Readiness.Refusing(String reason, String fix)) {
                    talk.println("ultimate-mcp: programs will not be run: " + reason + "; " + fix);
                }
                var _ = workbench.ledger().run("");
                workbench.projector().start();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Lets running calls finish within the grace, then closes. */
    @Override
    public void close() {
        workbench.drain(settings.http().shutdownGrace());
        closeAll(opened);
    }

    private static List<AutoCloseable> clocks(Workbench workbench, Settings settings) {
        var clocks = new ArrayList<AutoCloseable>();
        if (settings.backup().every().isPositive()) {
            clocks.add(Chores.backups(workbench.archive(), settings.backup().every()));
        }
        if (settings.retention().every().isPositive()) {
            clocks.add(Chores.retention(workbench.retention(), settings.retention().every()));
        }
        return clocks;
    }

    private static Parts parts(Workbench workbench, Mcp mcp, Settings settings) {
        return new Parts(
                Version.TEXT,
                settings.data().dir(),
                new Parts.Now(
                        mcp::use,
                        workbench.sandbox()::use,
                        workbench.sessions()::use,
                        workbench.ledger()::use,
                        workbench.graph()::status,
                        workbench.graph()::pool),
                new Parts.Stored(
                        workbench.projector()::lag,
                        workbench.ledger().blobs()::count,
                        workbench.ledger().tasks()::count,
                        workbench.archive()::files));
    }

    /** All routes beside MCP's. */
    static List<Route> routes(
            Workbench workbench, Settings settings, Function<MetricsForm, byte[]> scrape) {
        var clock = InstantSource.system();
        var health = new HealthCheck(workbench, settings);
        return Stream.of(
                        new HealthRoutes(Version.TEXT, health, clock).routes(),
                        new OpenApi(workbench.tools(), Version.TEXT).routes(),
                        new ToolRoutes(workbench.tools(), workbench.recorder()).routes(),
                        new GraphRoutes(workbench.knowledge(), new GraphRebuild(workbench)::run)
                                .routes(),
                        new MetricsRoutes(scrape, workbench.knowledge()).routes(),
                        new RunRoutes(
                                        new Runs(workbench::ledger),
                                        new RunRemoval(
                                                workbench::ledger, workbench.recorder()::isRunning))
                                .routes(),
                        new BackupRoutes(workbench.archive()).routes(),
                        new RetentionRoutes(workbench.retention()).routes(),
                        new SessionRoutes(workbench.sessions()).routes(),
                        new DoctorRoutes(
                                        () ->
                                                workbench.examine(
                                                        StateFile.read(settings.data().dir())
                                                                .map(RunningServer::url)),
                                        () -> health.lastCheck())
                                .routes(),
                        new PromptRoutes(new Prompts()).routes())
                .flatMap(List::stream)
                .toList();
    }

    private static Bearers bearers(Settings settings) throws IOException {
        var admin = new Caller("admin", Role.ADMIN.permissions());
        var tokens = new ArrayList<Bearers.StaticToken>();
        tokens.add(new Bearers.StaticToken(AdminToken.ensure(settings.data().dir()), admin));
        settings.auth()
                .token()
                .reveal()
                .ifPresent(token -> tokens.add(new Bearers.StaticToken(token, admin)));
        return new Bearers(tokens);
    }

    /**
     * No file cache, no worker pool worth speaking of: blocking work is done by virtual threads.
     */
    private static VertxOptions vertxOptions() {
        var options = new VertxOptions().setWorkerPoolSize(2).setInternalBlockingPoolSize(2);
        options.getFileSystemOptions()
                .setClassPathResolvingEnabled(false)
                .setFileCachingEnabled(false);
        return options;
    }

    private static void closeAll(List<AutoCloseable> opened) {
        for (var each : opened.reversed()) {
            try {
                each.close();
            } catch (Exception e) {
                org.slf4j.LoggerFactory.getLogger(ServerProcess.class)
                        .warn("could not close {}", each, e);
            }
        }
    }
}
