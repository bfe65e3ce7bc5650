package io.ultimatemcp.ledger.crash;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.ultimatemcp.ledger.Ledger;
import io.ultimatemcp.ledger.blob.Blob;
import io.ultimatemcp.ledger.blob.BlobReader;
import io.ultimatemcp.ledger.fault.LedgerException;
import io.ultimatemcp.ledger.outbox.OutboxEntry;
import io.ultimatemcp.ledger.page.Page;
import io.ultimatemcp.ledger.run.Run;
import io.ultimatemcp.ledger.run.RunFilter;
import io.ultimatemcp.ledger.run.RunSummary;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was found after one crash.
 *
 * @param acknowledged how many runs the victim had been promised
 * @param stored how many runs the ledger holds, of all rounds
 * @param lost acknowledged runs that are gone or not as they were recorded
 * @param broken stored runs that are not whole: a content or the outbox entry is missing
 */
public record Round(int acknowledged, int stored, List<String> lost, List<String> broken) {
    private static final Pattern WHOLE = Pattern.compile("[0-9a-f-]{36}");

    /**
     * Lets a victim work, kills it with SIGKILL once it has acknowledged so many runs, opens the
     * ledger again and looks at everything.
     *
     * @param place the ledger
     * @param acknowledgements how many lines to wait for
     * @param seen all names acknowledged in earlier rounds; those of this one are added
     * @param inspected runs that an earlier round has read in full, of which only the presence is
     *     checked; those of this one are added
     */
    public static Round run(
            Place place, int acknowledgements, Set<String> seen, Set<String> inspected)
            throws IOException, InterruptedException {
        int before = seen.size();
        Process victim = start(place);
        try (BufferedReader lines = victim.inputReader(US_ASCII)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (WHOLE.matcher(line).matches()) { // a line cut by the kill was not acknowledged
                    seen.add(line);
                }
                if (seen.size() - before == acknowledgements) {
                    victim.toHandle().destroyForcibly(); // leaves the pipe open, unlike Process
                }
            }
        }
        if (victim.waitFor() != 128 + 9) {
            throw new IllegalStateException("the victim ended by itself: " + victim.exitValue());
        }
        return inspect(place, seen, inspected, seen.size() - before);
    }

    /** Whether every promise was kept. */
    public boolean isClean() {
        return lost.isEmpty() && broken.isEmpty();
    }

    private static Process start(Place place) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(Victim.class.getName());
        command.addAll(place.arguments());
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static Round inspect(
            Place place, Set<String> seen, Set<String> inspected, int acknowledged) {
        try (Ledger ledger = Ledger.open(place.settings())) {
            Set<String> stored = stored(ledger);
            Set<String> told = told(ledger);
            List<String> lost = seen.stream().filter(id -> !stored.contains(id)).toList();
            var broken = new ArrayList<String>();
            for (String id : stored) {
                String fault = inspected.add(id) ? fault(ledger, id, told) : null;
                if (fault != null) {
                    broken.add(id + ": " + fault);
                }
            }
            told.stream().filter(id -> !stored.contains(id)).forEach(broken::add);
            return new Round(acknowledged, stored.size(), lost, broken);
        }
    }

    private static @Nullable String fault(Ledger ledger, String id, Set<String> told) {
        var expected = Place.sample(id);
        Optional<Run> run = ledger.run(id);
        if (!run.equals(Optional.of(expected.run()))) {
            return "is not as it was recorded";
        }
        if (!told.contains(id)) {
            return "has no outbox entry";
        }
        for (Blob blob : expected.content()) {
            try (BlobReader reader = ledger.blobs().open(blob.sha256())) {
                if (!Arrays.equals(reader.bytes(1 << 20), blob.bytes())) {
                    return "has another content";
                }
            } catch (LedgerException e) {
                return e.getMessage();
            }
        }
        return null;
    }

    private static Set<String> stored(Ledger ledger) {
        var ids = new HashSet<String>();
        Page<RunSummary> page = ledger.runs(RunFilter.all(), null, Page.LARGEST);
        while (true) {
            page.items().forEach(run -> ids.add(run.id()));
            if (page.next() == null) {
                return ids;
            }
            page = ledger.runs(RunFilter.all(), page.next(), Page.LARGEST);
        }
    }

    private static Set<String> told(Ledger ledger) {
        var ids = new HashSet<String>();
        List<OutboxEntry> entries = ledger.outbox().after(0, Page.LARGEST);
        while (!entries.isEmpty()) {
            for (OutboxEntry entry : entries) {
                if (!ids.add(entry.subject())) {
                    throw new IllegalStateException("told twice of " + entry.subject());
                }
            }
            entries = ledger.outbox().after(entries.getLast().seq(), Page.LARGEST);
        }
        return ids;
    }
}
