package io.ultimatemcp.server.meter;

import io.ultimatemcp.sandbox.SandboxUse;
import io.ultimatemcp.sandbox.session.SessionUse;

/** What the sandbox shows of itself, as metrics. */
final class SandboxRows {
    private SandboxRows() {}

    static void write(SandboxUse use, Sheet sheet) {
        write(use.egress(), sheet);
        write(use.memory(), sheet);
        use.ready()
                .ifPresent(ready ->
                        sheet.gauge(
                                "sandbox_ready",
                                "1 where programs are run, 0 where they are refused.",
                                ready ? 1 : 0));
        sheet.gauge("sandbox_places_in_use", "Programs under way.", use.running());
        sheet.gauge("sandbox_places_limit", "Programs that may be under way.", use.places());
        sheet.gauge(
                "sandbox_places_closing",
                "Places of ended programs that are being cleared away.",
                use.closing());
        sheet.gauge("sandbox_interpreters", "Interpreters that stay for sessions.", use.held());
        sheet.counter("sandbox_refused", "Programs refused for want of a place.", use.refused());
        sheet.counters(
                "sandbox_starts",
                "Starts of programs: in a nest that waited, in one split off for it, or cold.",
                rows -> {
                    rows.add(use.waitingStarts(), "kind", "waiting");
                    rows.add(use.splitStarts(), "kind", "split");
                    rows.add(use.coldStarts(), "kind", "cold");
                });
        sheet.counters(
                "sandbox_programs_ended",
                "Programs that ended, by outcome.",
                rows ->
                        use.ended()
                                .forEach((outcome, count) ->
                                        rows.add(count, "outcome", outcome.code())));
        sheet.counter(
                "sandbox_zygote_restarts",
                "Zygotes that took the place of another.",
                use.zygoteRestarts());
        sheet.gauges(
                "sandbox_nests",
                "Nests that wait for a program.",
                rows ->
                        use.nests()
                                .forEach(nests -> rows.add(nests.waiting(), "kind", nests.kind())));
        sheet.gauges(
                "sandbox_nests_making",
                "Nests that are being made.",
                rows ->
                        use.nests()
                                .forEach(nests -> rows.add(nests.making(), "kind", nests.kind())));
        sheet.gauges(
                "sandbox_nests_wanted",
                "Nests that should wait.",
                rows ->
                        use.nests()
                                .forEach(nests -> rows.add(nests.wanted(), "kind", nests.kind())));
        sheet.gauges(
                "sandbox_nests_limit",
                "Nests that may wait.",
                rows -> use.nests().forEach(nests -> rows.add(nests.most(), "kind", nests.kind())));
    }

    private static void write(SandboxUse.Memory memory, Sheet sheet) {
        sheet.gauges(
                "sandbox_contents_bytes",
                "Memory that large contents of results take.",
                rows -> {
                    rows.add(memory.streams(), "kind", "streams");
                    rows.add(memory.files(), "kind", "files");
                });
        sheet.gauges(
                "sandbox_contents_limit_bytes",
                "Memory that they may take.",
                rows -> {
                    rows.add(memory.mostStreams(), "kind", "streams");
                    rows.add(memory.mostFiles(), "kind", "files");
                });
    }

    private static void write(SandboxUse.Egress egress, Sheet sheet) {
        sheet.counters(
                "sandbox_connections",
                "Connections of programs that have ended, or why they were refused or cut.",
                rows -> {
                    rows.add(egress.connected(), "outcome", "connected");
                    egress.denied()
                            .forEach((denial, count) -> rows.add(count, "outcome", denial.code()));
                });
        sheet.counters(
                "sandbox_connection_bytes",
                "Bytes that those connections moved.",
                rows -> {
                    rows.add(egress.sent(), "direction", "sent");
                    rows.add(egress.received(), "direction", "received");
                });
    }

    static void write(SessionUse use, Sheet sheet) {
        sheet.gauge("sandbox_sessions", "Sessions of all owners.", use.open());
        sheet.gauge("sandbox_sessions_limit", "Sessions that there may be.", use.most());
        sheet.counter("sandbox_sessions_begun", "Sessions that began.", use.begun());
    }
}
