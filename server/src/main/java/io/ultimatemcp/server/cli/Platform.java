package io.ultimatemcp.server.cli;

import io.ultimatemcp.server.doctor.Diagnosis;
import io.ultimatemcp.server.doctor.PastCheck;
import io.ultimatemcp.server.run.Recorded;
import io.ultimatemcp.server.settings.Settings;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What the commands need of the platform; the wiring implements it. */
public interface Platform {
    /**
     * Runs the server until the process is told to stop; prints {@code ready URL} on {@code talk}
     * once it serves.
     *
     * @param log the file to log to, empty for standard error
     * @throws CommandFailure when the environment does not allow it
     */
    void serve(Settings settings, Optional<Path> log, PrintStream talk);

    /** Serves MCP on a pair of streams until the input ends. */
    void stdio(Settings settings, InputStream in, OutputStream out);

    /**
     * Calls one tool, in the running server of the data directory or else here, and stores the run.
     */
    Recorded call(Settings settings, String tool, ObjectNode arguments);

    /**
     * Projects every stored run into the graph anew; answers how long it took and what there is.
     */
    ObjectNode rebuildGraph(Settings settings);

    /** The server that runs on this data directory. */
    Optional<RunningServer> running(Settings settings);

    /** Backups of the data directory. */
    BackupDesk backups(Settings settings);

    /** The stored runs of the data directory. */
    RunDesk runs(Settings settings);

    /** Looks at the machine; what came of the attacks is also stored, for the health page. */
    Diagnosis diagnose(Settings settings);

    /** What is stored of the last such look, with what has changed since. */
    Optional<PastCheck> lastCheck(Settings settings);

    /**
     * Starts everything, serves itself a few calls and stops: the training run of the AOT cache.
     */
    void rehearse(Settings settings);
}
