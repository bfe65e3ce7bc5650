package io.ultimatemcp.server.tool.box;

import io.ultimatemcp.protocol.feature.Caller;
import io.ultimatemcp.server.guard.access.Role;
import io.ultimatemcp.server.settings.DataSize;
import io.ultimatemcp.server.settings.Settings;
import java.time.Duration;

/** What the operator lets callers have of the sandbox. One for all tools; safe for any thread. */
public final class Allowance {
    private final Settings.Sandbox settings;
    private final Seats seats = new Seats();

    public Allowance(Settings.Sandbox settings) {
        this.settings = settings;
    }

    /** The share of one caller: that of its role, within what the machine gives at all. */
    public Share of(Caller caller) {
        Role role = Role.of(caller);
        Settings.Roles roles = settings.roles();
        return switch (role) {
            case VIEWER ->
                    share(
                            role,
                            roles.viewerMaxTimeout(),
                            roles.viewerMaxMemory(),
                            roles.viewerMaxConcurrent());
            case DEVELOPER ->
                    share(
                            role,
                            roles.developerMaxTimeout(),
                            roles.developerMaxMemory(),
                            roles.developerMaxConcurrent());
            case ADMIN ->
                    share(
                            role,
                            roles.adminMaxTimeout(),
                            roles.adminMaxMemory(),
                            roles.adminMaxConcurrent());
        };
    }

    /**
     * Takes one of the places that the caller may have at the same time, until it is closed.
     *
     * @throws io.ultimatemcp.server.problem.Refusal 429 when the caller has all of them
     */
    Seats.Seat seat(Caller caller) {
        return seats.take(caller.id(), of(caller));
    }

    /** Nobody gets the last place of several: a principal alone never locks the others out. */
    private Share share(Role role, Duration timeout, DataSize memory, int concurrent) {
        Duration longest = settings.maxTimeout();
        return new Share(
                role,
                timeout.compareTo(longest) < 0 ? timeout : longest,
                Math.min(memory.bytes(), settings.maxMemory().bytes()),
                Math.min(concurrent, Math.max(1, settings.maxConcurrent() - 1)));
    }
}
