package io.ultimatemcp.bench.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongConsumer;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;

/**
 * A program that talks to the graph's engine with the driver alone: no HTTP, no token, no check, no
 * limit, nothing stored of who asked what.
 *
 * <p>Arguments: the engine's port and the file with its password. Each line on standard input is an
 * order, {@code query|upsert|single ITEMS CLIENTS MILLIS} or {@code load NODES}; each is answered
 * by one line, {@code COUNT MICROSECONDS P50 P90 P99} with latencies in microseconds. Ends with its
 * input.
 */
public final class BoltPeer {
    private static final int MOST_SAMPLES = 1_000_000;

    private BoltPeer() {}

    // The driver tells of its start and end, which nobody wants to read here.
    @SuppressWarnings("deprecation")
    public static void main(String[] args) throws IOException, InterruptedException {
        String password = Files.readString(Path.of(args[1])).strip();
        var config =
                Config.builder()
                        .withTelemetryDisabled(true)
                        .withLogging(org.neo4j.driver.Logging.none())
                        .build();
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Driver driver =
                GraphDatabase.driver(
                        "bolt://127.0.0.1:" + args[0],
                        AuthTokens.basic("neo4j", password),
                        config)) {
            var statements = new BoltStatements(driver);
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                System.out.println(obey(statements, line.split(" ")));
            }
        }
    }

    private static String obey(BoltStatements statements, String[] order)
            throws InterruptedException {
        int items = Integer.parseInt(order[1]);
        LongConsumer call =
                switch (order[0]) {
                    case "query" -> number -> statements.query(items, number);
                    case "upsert" -> number -> statements.upsert(items, number);
                    case "single" -> number -> statements.single(items, number);
                    case "load" -> _ -> statements.load(items);
                    default -> throw new IllegalArgumentException(order[0]);
                };
        if (order[0].equals("load")) {
            long start = System.nanoTime();
            call.accept(0);
            return "1 " + (System.nanoTime() - start) / 1000 + " 0 0 0";
        }
        return repeat(call, Integer.parseInt(order[2]), Long.parseLong(order[3]) * 1_000_000);
    }

    /** A closed loop for each client; the next call begins when the last is answered. */
    private static String repeat(LongConsumer call, int clients, long nanos)
            throws InterruptedException {
        long start = System.nanoTime();
        var taken = new long[clients][];
        var done = new CountDownLatch(clients);
        for (int client = 0; client < clients; client++) {
            int mine = client;
            Thread.startVirtualThread(() -> {
                taken[mine] = loop(call, mine, start + nanos);
                done.countDown();
            });
        }
        done.await();
        long micros = (System.nanoTime() - start) / 1000;
        long[] all = Arrays.stream(taken).flatMapToLong(Arrays::stream).sorted().toArray();
        return "%d %d %d %d %d"
                .formatted(all.length, micros, at(all, 50), at(all, 90), at(all, 99));
    }

    private static long[] loop(LongConsumer call, int client, long until) {
        var samples = new long[1024];
        int count = 0;
        long number = System.nanoTime() % 1_000_000_000 * 100 + client;
        for (long now = System.nanoTime(); now < until && count < MOST_SAMPLES; ) {
            number += 100;
            call.accept(number);
            long after = System.nanoTime();
            if (count == samples.length) {
                samples = Arrays.copyOf(samples, count * 2);
            }
            samples[count++] = (after - now) / 1000;
            now = after;
        }
        return Arrays.copyOf(samples, count);
    }

    private static long at(long[] sorted, int percent) {
        return sorted.length == 0 ? 0 : sorted[(sorted.length - 1) * percent / 100];
    }
}
