package io.ultimatemcp.sandbox.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Windows and live text never split a character and never exceed their bound. */
final class WindowTest {
    @Test
    void aShortOutputIsShownWhole() {
        assertThat(of("grüße")).isEqualTo(new Window("grüße", false));
        assertThat(of("x".repeat(Window.LIMIT)).truncated()).isFalse();
    }

    @Test
    void aLongOutputKeepsHeadAndTail() {
        String text = "start" + "€".repeat(100_000) + "end";
        Window window = of(text);
        assertThat(window.truncated()).isTrue();
        assertThat(window.text()).startsWith("start€").endsWith("€end").doesNotContain("\uFFFD");
        assertThat(window.text().getBytes(UTF_8).length).isLessThanOrEqualTo(Window.LIMIT);
        long omitted = Long.parseLong(window.text().replaceAll("(?s).*\\[… (\\d+) bytes.*", "$1"));
        String shown = window.text().replaceAll("(?s)\\n\\[….*…]\\n", "");
        assertThat(shown.getBytes(UTF_8).length + omitted).isEqualTo(text.getBytes(UTF_8).length);
    }

    @Test
    void malformedBytesGrowButStayInTheBound() {
        for (int size : new int[] {40_000, 100_000, 300_000}) {
            var bytes = new byte[size];
            Arrays.fill(bytes, (byte) 0xFF);
            Window window = Window.of(bytes, bytes.length);
            assertThat(window.text().getBytes(UTF_8).length).isLessThanOrEqualTo(Window.LIMIT);
            assertThat(window.truncated()).isTrue();
        }
    }

    @Test
    void whatWasNotKeptCountsAsOmitted() {
        Window window = Window.of("abc".getBytes(UTF_8), 1000);
        assertThat(window.truncated()).isTrue();
        assertThat(window.text()).contains("[… 997 bytes omitted …]");
    }

    @Test
    void liveTextArrivesInWholeCharacters() {
        var heard = new ArrayList<String>();
        var live = new LiveText(heard::add);
        for (byte b : "aß€😀".getBytes(UTF_8)) {
            live.add(new byte[] {b}, 1);
        }
        live.add(new byte[] {(byte) 0xE2}, 1);
        live.end();
        assertThat(heard).containsExactly("a", "ß", "€", "😀", "\uFFFD");
    }

    @Test
    void aCaptureStopsAtItsBound() throws InterruptedException {
        var excess = new java.util.concurrent.CompletableFuture<String>();
        Capture capture =
                Capture.start(
                        new ByteArrayInputStream(new byte[200_000]),
                        new Kept(1000, new Space(Space.Contents.ofHeap()), text -> {}),
                        () -> excess.complete("told"));
        assertThat(excess.join()).isEqualTo("told");
        assertThat(capture.await(10_000)).isTrue();
        assertThat(capture.kept()).hasSize(1000);
        assertThat(capture.written()).isBetween(1001L, 200_000L);
    }

    private static Window of(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return Window.of(bytes, bytes.length);
    }
}
