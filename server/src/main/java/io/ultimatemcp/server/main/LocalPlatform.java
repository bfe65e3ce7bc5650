package io.ultimatemcp.server.main;

import io.ultimatemcp.protocol.endpoint.Meter;
import io.ultimatemcp.protocol.feature.Caller;
import io.ultimatemcp.protocol.feature.Cancel;
import io.ultimatemcp.server.cli.BackupDesk;
import io.ultimatemcp.server.cli.CommandFailure;
import io.ultimatemcp.server.cli.ExitCode;
import io.ultimatemcp.server.cli.Platform;
import io.ultimatemcp.server.cli.RunDesk;
import io.ultimatemcp.server.cli.RunningServer;
import io.ultimatemcp.server.doctor.Diagnosis;
import io.ultimatemcp.server.doctor.Doctor;
import io.ultimatemcp.server.doctor.PastCheck;
import io.ultimatemcp.server.guard.access.Role;
import io.ultimatemcp.server.run.Door;
import io.ultimatemcp.server.run.Origin;
import io.ultimatemcp.server.run.Recorded;
import io.ultimatemcp.server.run.ToolHost;
import io.ultimatemcp.server.settings.Settings;
import io.ultimatemcp.server.tool.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import tools.jackson.databind.node.ObjectNode;

/** The platform on this machine. Who may read the data directory is its admin. */
final class LocalPlatform implements Platform {
    static final Caller OWNER = new Caller("admin", Role.ADMIN.permissions());

    @Override
    public void serve(Settings settings, Optional<Path> log, PrintStream talk) {
        log.ifPresentOrElse(
                file -> LogSetup.apply(settings.log(), file), () -> LogSetup.apply(settings.log()));
        var server = ServerProcess.open(settings);
        var stopped = new CountDownLatch(1);
        // SIGTERM and Ctrl-C arrive as a shutdown of the JVM; halting afterwards makes it a clean
        // exit.
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    server.close();
                                    stopped.countDown();
                                    Runtime.getRuntime().halt(0);
                                },
                                "stop"));
        server.announce(talk);
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stdio(Settings settings, InputStream in, OutputStream out) {
        LogSetup.apply(settings.log());
        try (var tools = new LazyTools(settings);
                var mcp =
                        new Mcp(
                                tools.box(),
                                tools,
                                Door.STDIO,
                                tools::ledger,
                                tools::graphSchema,
                                settings,
                                Meter.NONE)) {
            mcp.stdio(in, out);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.ENVIRONMENT, "cannot read standard input: " + e.getMessage());
        }
    }

    @Override
    public Recorded call(Settings settings, String tool, ObjectNode arguments) {
        try (var tools = new LazyTools(settings)) {
            return call(tools, tool, arguments);
        }
    }

    @Override
    public ObjectNode rebuildGraph(Settings settings) {
        try (var tools = new LazyTools(settings)) {
            return tools.rebuildGraph(Cancel.never());
        }
    }

    private static Recorded call(ToolHost tools, String tool, ObjectNode arguments) {
        var cancel = new Cancel.Source();
        // Ctrl-C in a shell ends the program in the sandbox too.
        Runtime.getRuntime().addShutdownHook(new Thread(cancel::cancel, "cancel"));
        return tools.call(
                tool, arguments, new Origin(OWNER, Door.CLI, null, null, cancel, Progress.NONE));
    }

    @Override
    public Optional<RunningServer> running(Settings settings) {
        return StateFile.running(settings.data().dir());
    }

    @Override
    public BackupDesk backups(Settings settings) {
        return new LocalBackups(settings);
    }

    @Override
    public RunDesk runs(Settings settings) {
        return new LocalRuns(settings);
    }

    @Override
    public Diagnosis diagnose(Settings settings) {
        try (var workbench = Workbench.open(settings)) {
            return workbench.examine(running(settings).map(RunningServer::url));
        } catch (CommandFailure e) {
            return Doctor.unusable(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.ENVIRONMENT, "interrupted");
        }
    }

    /** Asks the sandbox of this process what it would be: that attacks nothing. */
    @Override
    public Optional<PastCheck> lastCheck(Settings settings) {
        try (var sandbox = Workbench.openSandbox(settings)) {
            return PastCheck.read(settings.data().dir(), Version.TEXT, sandbox.readiness());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.ENVIRONMENT, "interrupted");
        }
    }

    @Override
    public void rehearse(Settings settings) {
        Rehearsal.run(settings);
    }
}
