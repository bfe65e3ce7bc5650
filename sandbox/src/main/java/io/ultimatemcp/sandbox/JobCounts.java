package io.ultimatemcp.sandbox;

import io.ultimatemcp.sandbox.egress.Contact;
import io.ultimatemcp.sandbox.egress.Denial;
import io.ultimatemcp.sandbox.egress.NetworkUse;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** Counts what becomes of jobs. Thread-safe. */
final class JobCounts {
    final LongAdder refused = new LongAdder();
    final LongAdder cold = new LongAdder();
    private final Map<Outcome, LongAdder> ended = new EnumMap<>(Outcome.class);
    private final Map<Denial, LongAdder> denied = new EnumMap<>(Denial.class);
    private final LongAdder connected = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder received = new LongAdder();

    JobCounts() {
        for (Outcome outcome : Outcome.values()) {
            ended.put(outcome, new LongAdder());
        }
        for (Denial denial : Denial.values()) {
            denied.put(denial, new LongAdder());
        }
    }

    void ended(Report report) {
        Objects.requireNonNull(ended.get(report.outcome())).increment();
        report.network().ifPresent(this::add);
    }

    private void add(NetworkUse use) {
        for (Contact contact : use.contacts()) {
            contact.denial().map(denied::get).orElse(connected).add(contact.connections());
            sent.add(contact.sent());
            received.add(contact.received());
        }
    }

    Map<Outcome, Long> ended() {
        var counts = new EnumMap<Outcome, Long>(Outcome.class);
        ended.forEach((outcome, count) -> counts.put(outcome, count.sum()));
        return counts;
    }

    SandboxUse.Egress egress() {
        var counts = new EnumMap<Denial, Long>(Denial.class);
        denied.forEach((denial, count) -> counts.put(denial, count.sum()));
        return new SandboxUse.Egress(connected.sum(), counts, sent.sum(), received.sum());
    }
}
