package io.ultimatemcp.server.main;

import io.ultimatemcp.ledger.Ledger;
import io.ultimatemcp.ledger.fault.LedgerException;
import io.ultimatemcp.sandbox.Sandbox;
import io.ultimatemcp.sandbox.SandboxSettings;
import io.ultimatemcp.sandbox.Tier;
import io.ultimatemcp.sandbox.egress.EgressSettings;
import io.ultimatemcp.sandbox.egress.Resolver;
import io.ultimatemcp.sandbox.session.SessionSettings;
import io.ultimatemcp.sandbox.session.Sessions;
import io.ultimatemcp.server.backup.Archive;
import io.ultimatemcp.server.cli.CommandFailure;
import io.ultimatemcp.server.cli.ExitCode;
import io.ultimatemcp.server.doctor.Diagnosis;
import io.ultimatemcp.server.doctor.Doctor;
import io.ultimatemcp.server.graph.GraphStore;
import io.ultimatemcp.server.graph.Knowledge;
import io.ultimatemcp.server.meter.Meters;
import io.ultimatemcp.server.project.Follower;
import io.ultimatemcp.server.project.Projector;
import io.ultimatemcp.server.retention.RunRetention;
import io.ultimatemcp.server.run.Host;
import io.ultimatemcp.server.run.Recorder;
import io.ultimatemcp.server.settings.Settings;
import io.ultimatemcp.server.tool.Toolbox;
import io.ultimatemcp.server.tool.box.Allowance;
import io.ultimatemcp.server.tool.execute.ExecuteTool;
import io.ultimatemcp.server.tool.graph.GraphIndexTool;
import io.ultimatemcp.server.tool.graph.GraphQueryTool;
import io.ultimatemcp.server.tool.graph.GraphUpsertTool;
import io.ultimatemcp.server.tool.session.CloseSessionTool;
import io.ultimatemcp.server.tool.session.ListSessionsTool;
import io.ultimatemcp.server.tool.test.RunTestsTool;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The tools with what they work on: stores and sandbox, opened together and closed in reverse. */
final class Workbench implements AutoCloseable {
    private final Ledger ledger;
    private final Sandbox sandbox;
    private final Sessions sessions;
    private final GraphStore graph;
    private final Projector projector;
    private final RunRetention retention;
    private final Knowledge knowledge;
    private final Archive archive;
    private final Toolbox tools;
    private final Recorder recorder;
    private final Doctor doctor;

    private Workbench(Ledger ledger, Sandbox sandbox, Settings settings, Meters meters) {
        this.ledger = ledger;
        this.sandbox = sandbox;
        this.sessions =
                Sessions.open(
                        () -> sandbox,
                        sessionSettings(settings.sandbox().sessions()),
                        InstantSource.system());
        this.graph = new GraphStore(settings.graph(), settings.data().dir(), meters.graph());
        String node = DataDirectory.nodeId(settings.data().dir());
        this.projector =
                new Projector(
                        ledger,
                        graph,
                        follower(settings, node),
                        settings.graph().maxLag(),
                        InstantSource.system());
        this.retention =
                new RunRetention(
                        ledger,
                        Ledgers.policy(settings.retention()),
                        InstantSource.system(),
                        meters.retention());
        this.knowledge = new Knowledge(graph, projector);
        this.archive =
                new Archive(
                        ledger,
                        graph,
                        projector::still,
                        settings.data().dir(),
                        settings.backup(),
                        meters.backups());
        var shared = knowledge;
        var kept = sessions;
        this.doctor = new Doctor(settings, Version.TEXT, InstantSource.system());
        this.tools = toolbox(() -> sandbox, () -> kept, () -> shared, settings);
        this.recorder =
                new Recorder(
                        tools,
                        ledger,
                        InstantSource.system(),
                        new Host(Version.TEXT, node),
                        meters.tools(projector::stored));
    }

    /** Opens all of it, for a while. */
    static Workbench open(Settings settings) {
        return open(settings, new Meters());
    }

    /** Opens all of it; {@code meters} count what happens. */
    static Workbench open(Settings settings, Meters meters) {
        DataDirectory.prepare(settings.data().dir());
        try {
            return new Workbench(
                    Ledger.open(Ledgers.place(settings).withListener(meters.ledger())),
                    openSandbox(settings),
                    settings,
                    meters);
        } catch (LedgerException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, String.valueOf(e.getMessage()));
        }
    }

    /** The sandbox alone, for what needs no more. */
    static Sandbox openSandbox(Settings settings) {
        return Sandbox.open(sandboxSettings(settings.sandbox()));
    }

    /** The tools, in the order they are listed. */
    static Toolbox toolbox(
            Supplier<Sandbox> sandbox,
            Supplier<Sessions> sessions,
            Supplier<Knowledge> knowledge,
            Settings settings) {
        var allowance = new Allowance(settings.sandbox());
        return new Toolbox(
                List.of(
                        new ExecuteTool(sandbox, sessions, allowance),
                        new ListSessionsTool(sessions),
                        new CloseSessionTool(sessions),
                        new RunTestsTool(sandbox, allowance),
                        new GraphUpsertTool(knowledge),
                        new GraphQueryTool(knowledge),
                        new GraphIndexTool(knowledge)));
    }

    Ledger ledger() {
        return ledger;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    Sessions sessions() {
        return sessions;
    }

    GraphStore graph() {
        return graph;
    }

    Projector projector() {
        return projector;
    }

    /** Applies the bounds of what is kept. */
    RunRetention retention() {
        return retention;
    }

    /** Backups of this server. */
    Archive archive() {
        return archive;
    }

    Knowledge knowledge() {
        return knowledge;
    }

    Toolbox tools() {
        return tools;
    }

    Recorder recorder() {
        return recorder;
    }

    /**
     * Looks at the machine and attacks the sandbox, which takes some seconds.
     *
     * @param server address of the server on this data directory
     */
    Diagnosis examine(Optional<String> server) throws InterruptedException {
        return doctor.examine(ledger, sandbox, server);
    }

    /** Lets running calls finish, at most for {@code grace}. */
    void drain(Duration grace) {
        try {
            recorder.drain(grace);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        projector.close();
        graph.close();
        sessions.close();
        sandbox.close();
        ledger.close();
    }

    /** Nodes that share the ledger have a graph each, or one together. */
    private static Follower follower(Settings settings, String node) {
        if (!Ledgers.isShared(settings)) {
            return Follower.alone();
        }
        return settings.graph().uri().isEmpty()
                ? Follower.ofNode(node)
                : Follower.together(node + " " + ProcessHandle.current().pid());
    }

    private static SessionSettings sessionSettings(Settings.Sessions settings) {
        return new SessionSettings(
                settings.perPrincipal(),
                settings.total(),
                settings.idle(),
                settings.lifetime(),
                settings.patience());
    }

    private static EgressSettings egressSettings(Settings.Egress settings) {
        return new EgressSettings(
                settings.hosts(),
                settings.privateAddresses(),
                settings.connections(),
                settings.bytes().bytes(),
                settings.connectTimeout(),
                settings.idleTimeout(),
                Resolver.system());
    }

    private static SandboxSettings sandboxSettings(Settings.Sandbox settings) {
        var chosen =
                SandboxSettings.standard()
                        .withPlaces(settings.maxConcurrent())
                        .withTier(Tier.valueOf(settings.tier().name()), settings.ociRuntime())
                        .withEgress(egressSettings(settings.egress()));
        return settings.toolchain().map(chosen::withToolchain).orElse(chosen);
    }
}
