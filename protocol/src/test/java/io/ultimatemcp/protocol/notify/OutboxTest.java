package io.ultimatemcp.protocol.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class OutboxTest {
    private final Outbox outbox = new Outbox(3, 100);

    @Test
    void aNewerMessageOfTheSameKeyTakesThePlaceOfTheOlder() throws InterruptedException {
        outbox.emit(Outgoing.latest("k", bytes("old")));
        outbox.emit(Outgoing.latest("k", bytes("new")));
        outbox.finish(null);
        assertThat(next()).isEqualTo("new");
        assertThat(next()).isEqualTo("end");
    }

    @Test
    void logsGoFirstAndThenTheOldestNews() throws InterruptedException {
        outbox.emit(Outgoing.latest("1", bytes("1")));
        outbox.emit(Outgoing.log(bytes("log")));
        outbox.emit(Outgoing.must(bytes("must")));
        outbox.emit(Outgoing.latest("2", bytes("2")));
        outbox.emit(Outgoing.latest("3", bytes("3")));
        outbox.finish(bytes("last"));
        assertThat(next() + next() + next() + next() + next()).isEqualTo("must23lastend");
    }

    @Test
    void aStreamThatCannotHoldWhatMustNotBeLostEnds() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            assertThat(outbox.emit(Outgoing.must(bytes("m")))).isTrue();
        }
        assertThat(outbox.emit(Outgoing.must(bytes("m")))).isFalse();
        assertThat(outbox.emit(Outgoing.log(bytes("l")))).isFalse();
        assertThat(next()).isEqualTo("end");
    }

    @Test
    void theLastMessageIsNeverTooLarge() throws InterruptedException {
        outbox.finish(new byte[1000]);
        assertThat(next()).hasSize(1000);
    }

    @Test
    void silenceIsReported() throws InterruptedException {
        assertThat(outbox.take(Duration.ofMillis(1))).isInstanceOf(Next.Idle.class);
    }

    private String next() throws InterruptedException {
        return switch (outbox.take(Duration.ofSeconds(20))) {
            case Next.Send send -> new String(send.message().json(), StandardCharsets.UTF_8);
            case Next.End end -> "end";
            case Next.Idle idle -> "idle";
            case Next.SendEvent event -> "event";
            case Next.Pause pause -> "pause";
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
