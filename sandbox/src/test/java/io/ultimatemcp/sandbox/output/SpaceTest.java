package io.ultimatemcp.sandbox.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What contents of results may take, and what becomes of what finds no space. */
final class SpaceTest {
    private static final int MEBIBYTE = 1 << 20;

    private final Space.Contents contents =
            new Space.Contents(new Allotment(4 * MEBIBYTE), new Allotment(4 * MEBIBYTE));

    @Test
    void whatIsTakenIsGivenBackOnce() throws InterruptedException {
        var space = new Space(contents);
        Allotment.Portion portion = space.forFiles(3 * MEBIBYTE).orElseThrow();
        portion.shrink(MEBIBYTE);
        assertThat(contents.files().taken()).isEqualTo(MEBIBYTE);
        portion.shrink(2 * MEBIBYTE);
        assertThat(contents.files().taken()).isEqualTo(MEBIBYTE);
        space.close();
        space.close();
        portion.close();
        assertThat(contents.files().taken()).isZero();
    }

    @Test
    void moreThanThereIsTakesAll() throws InterruptedException {
        var space = new Space(contents);
        assertThat(space.forFiles(1L << 40)).isPresent();
        assertThat(contents.files().taken()).isEqualTo(contents.files().most());
    }

    @Test
    void whoWaitsForFilesGoesOnWhenAnotherIsDone() throws InterruptedException {
        var first = new Space(contents);
        var second = new Space(contents);
        assertThat(first.forFiles(3 * MEBIBYTE)).isPresent();
        var waiting = new CompletableFuture<Boolean>();
        Thread.startVirtualThread(() -> {
            try {
                waiting.complete(second.forFiles(2 * MEBIBYTE).isPresent());
            } catch (InterruptedException e) {
                waiting.completeExceptionally(e);
            }
        });
        Thread.sleep(Duration.ofMillis(50));
        assertThat(waiting).isNotDone();
        first.close();
        assertThat(waiting.join()).isTrue();
    }

    @Test
    void aStreamWithoutSpaceIsCutAndCountedOn() {
        var other = new Space(contents);
        assertThat(other.forStream(3 * MEBIBYTE)).isTrue();
        var space = new Space(contents);
        Kept cut = filled(space);
        assertThat(cut.bytes()).hasSizeLessThanOrEqualTo(Space.FREE);
        assertThat(cut.written()).isEqualTo(2 * MEBIBYTE);
        assertThat(Window.of(cut.bytes(), cut.written()).truncated()).isTrue();
        other.close();
        Kept whole = filled(space);
        assertThat(whole.bytes()).hasSize(2 * MEBIBYTE).containsOnly('x');
        space.close();
        assertThat(contents.streams().taken()).isZero();
    }

    private static Kept filled(Space space) {
        var kept = new Kept(2 * MEBIBYTE, space, text -> {});
        var piece = new byte[1 << 15];
        Arrays.fill(piece, (byte) 'x');
        for (int i = 0; i < 2 * MEBIBYTE / piece.length; i++) {
            assertThat(kept.add(piece, piece.length)).isFalse();
        }
        return kept;
    }
}
