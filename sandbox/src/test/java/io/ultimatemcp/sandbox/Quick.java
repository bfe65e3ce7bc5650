package io.ultimatemcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Sandboxes whose programs come from a zygote, and how to tell. */
final class Quick {
    static final String ENGINE = "bubblewrap+zygote";
    private static final long PATIENCE_SECONDS = 30;

    private Quick() {}

    /** Opens one and waits until its zygote serves. */
    static Sandbox open(SandboxSettings settings) {
        Sandbox sandbox = Sandbox.open(settings);
        await(sandbox);
        return sandbox;
    }

    /** Waits until programs come from a zygote, again. */
    static void await(Sandbox sandbox) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            while (!engine(RunTest.run(sandbox, Job.script(Language.BASH, "true")))
                    .equals(ENGINE)) {
                assertThat(System.nanoTime()).as("no zygote came").isLessThan(end);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static String engine(Report report) {
        return report.isolation().engine();
    }
}
