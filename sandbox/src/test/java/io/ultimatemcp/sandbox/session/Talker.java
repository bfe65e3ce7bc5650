package io.ultimatemcp.sandbox.session;

import io.ultimatemcp.sandbox.Job;
import io.ultimatemcp.sandbox.Language;
import io.ultimatemcp.sandbox.Limits;
import io.ultimatemcp.sandbox.Listener;
import io.ultimatemcp.sandbox.Sandbox;
import io.ultimatemcp.sandbox.SandboxSettings;
import java.time.Duration;
import java.time.InstantSource;

/** Sessions as tests use them: one owner, patient limits. */
record Talker(Sandbox sandbox, Sessions sessions) implements AutoCloseable {
    static final String OWNER = "alice";
    static final Limits PATIENT = Limits.standard().withWall(Duration.ofSeconds(60));

    static Talker open(SessionSettings settings) {
        return open(settings, InstantSource.system());
    }

    static Talker open(SessionSettings settings, InstantSource clock) {
        var sandbox = Sandbox.open(SandboxSettings.standard().withWarm(0));
        return new Talker(sandbox, Sessions.open(() -> sandbox, settings, clock));
    }

    static Talker open() {
        return open(
                new SessionSettings(
                        64,
                        64,
                        Duration.ofMinutes(10),
                        Duration.ofHours(1),
                        Duration.ofSeconds(60)));
    }

    CellReport python(String name, String code) {
        return ran(name, Job.script(Language.PYTHON, code).withLimits(PATIENT));
    }

    CellReport node(String name, String code) {
        return ran(name, Job.script(Language.JAVASCRIPT, code).withLimits(PATIENT));
    }

    CellReport ran(String name, Job job) {
        if (run(OWNER, name, job) instanceof CellReport report) {
            return report;
        }
        throw new AssertionError("declined: " + run(OWNER, name, job));
    }

    CellEnd run(String owner, String name, Job job) {
        try {
            return sessions.run(owner, name, job, Listener.NONE, () -> false);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void shut(String name) {
        shut(OWNER, name);
    }

    /** Ends a session if it is there. */
    void shut(String owner, String name) {
        try {
            var _ = sessions.close(owner, name);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static String said(CellReport cell) {
        return cell.report().stdout().window() + cell.report().stderr().window();
    }

    @Override
    public void close() {
        sessions.close();
        sandbox.close();
    }
}
