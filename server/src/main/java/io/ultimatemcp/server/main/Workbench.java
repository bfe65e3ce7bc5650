package io.ultimatemcp.server.main;

import io.ultimatemcp.ledger.Ledger;
import io.ultimatemcp.ledger.LedgerSettings;
import io.ultimatemcp.ledger.fault.LedgerException;
import io.ultimatemcp.sandbox.Sandbox;
import io.ultimatemcp.sandbox.SandboxSettings;
import io.ultimatemcp.server.cli.CommandFailure;
import io.ultimatemcp.server.cli.ExitCode;
import io.ultimatemcp.server.run.Host;
import io.ultimatemcp.server.run.Recorder;
import io.ultimatemcp.server.settings.Settings;
import io.ultimatemcp.server.tool.Toolbox;
import io.ultimatemcp.server.tool.execute.ExecuteTool;
import io.ultimatemcp.server.tool.test.RunTestsTool;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** The tools with what they work on: stores and sandbox, opened together and closed in reverse. */
final class Workbench implements AutoCloseable {
    private final Ledger ledger;
    private final Sandbox sandbox;
    private final Toolbox tools;
    private final Recorder recorder;

    private Workbench(Ledger ledger, Sandbox sandbox, Settings settings) {
        this.ledger = ledger;
        this.sandbox = sandbox;
        this.tools = toolbox(() -> sandbox, settings);
        this.recorder =
                new Recorder(
                        tools,
                        ledger,
                        InstantSource.system(),
                        new Host(Version.TEXT, DataDirectory.nodeId(settings.data().dir())));
    }

    static Workbench open(Settings settings) {
        DataDirectory.prepare(settings.data().dir());
        try {
            var ledger = Ledger.open(LedgerSettings.inDirectory(settings.data().dir()));
            return new Workbench(
                    ledger, Sandbox.open(sandboxSettings(settings.sandbox())), settings);
        } catch (LedgerException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, String.valueOf(e.getMessage()));
        }
    }

    /** The tools, in the order they are listed. */
    static Toolbox toolbox(Supplier<Sandbox> sandbox, Settings settings) {
        return new Toolbox(
                List.of(
                        new ExecuteTool(sandbox, settings.sandbox()),
                        new RunTestsTool(sandbox, settings.sandbox())));
    }

    Ledger ledger() {
        return ledger;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    Toolbox tools() {
        return tools;
    }

    Recorder recorder() {
        return recorder;
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
        sandbox.close();
        ledger.close();
    }

    private static SandboxSettings sandboxSettings(Settings.Sandbox settings) {
        var chosen = SandboxSettings.standard().withPlaces(settings.maxConcurrent());
        return settings.toolchain().map(chosen::withToolchain).orElse(chosen);
    }
}
