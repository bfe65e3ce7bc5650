package io.ultimatemcp.sandbox;

/** Refuses everything until the engine is wired in. */
final class BubblewrapSandbox implements Sandbox {
    private static final Refusal.Unavailable REFUSAL =
            new Refusal.Unavailable("bubblewrap is not wired in.", "Use a later build.");

    static Sandbox open(SandboxSettings settings) {
        return new BubblewrapSandbox();
    }

    @Override
    public Readiness readiness() {
        return new Readiness.Refusing(REFUSAL.reason(), REFUSAL.fix());
    }

    @Override
    public Start start(Job job, Listener listener) {
        return REFUSAL;
    }

    @Override
    public SelfCheck check() {
        return new SelfCheck(readiness(), java.util.List.of(), java.time.Duration.ZERO);
    }

    @Override
    public void close() {}
}
