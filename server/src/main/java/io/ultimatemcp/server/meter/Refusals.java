package io.ultimatemcp.server.meter;

import io.ultimatemcp.server.problem.ErrorCode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** Counts refusals by their code. Thread-safe. */
final class Refusals {
    private final Map<ErrorCode, LongAdder> counts = new EnumMap<>(ErrorCode.class);

    Refusals() {
        for (ErrorCode code : ErrorCode.values()) {
            counts.put(code, new LongAdder());
        }
    }

    void count(ErrorCode code) {
        Objects.requireNonNull(counts.get(code)).increment();
    }

    void writeTo(Sheet sheet) {
        sheet.counters(
                "refusals",
                "Requests and tool calls answered with an error, by its code.",
                rows ->
                        counts.forEach(
                                (code, count) -> rows.add(count.sum(), "code", code.code())));
    }
}
