package io.ultimatemcp.protocol.feature;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Tells a handler that nobody waits for its answer any more. Thread-safe. */
public interface Cancel {

    boolean isCancelled();

    /**
     * Runs {@code action} once when the call is cancelled, or at once, on this thread, when it
     * already is. Actions must be short and must not throw; closing the registration forgets the
     * action.
     */
    Registration onCancel(Runnable action);

    /** Never cancelled. */
    static Cancel never() {
        return new Source();
    }

    /**
     * The side that cancels. Actions run on the cancelling thread, in the order they were given.
     */
    final class Source implements Cancel {
        private final Set<Holder> actions = new LinkedHashSet<>(2);
        private volatile boolean cancelled;

        @Override
        public boolean isCancelled() {
            return cancelled;
        }

        @Override
        public Registration onCancel(Runnable action) {
            var holder = new Holder(action);
            synchronized (actions) {
                if (!cancelled) {
                    actions.add(holder);
                    return () -> forget(holder);
                }
            }
            action.run();
            return () -> {};
        }

        /** Cancels; only the first time has an effect. */
        public void cancel() {
            List<Holder> due;
            synchronized (actions) {
                if (cancelled) {
                    return;
                }
                cancelled = true;
                due = new ArrayList<>(actions);
                actions.clear();
            }
            due.forEach(holder -> holder.action.run());
        }

        private void forget(Holder holder) {
            synchronized (actions) {
                actions.remove(holder);
            }
        }

        /** Gives equal actions separate identities. */
        private static final class Holder {
            private final Runnable action;

            private Holder(Runnable action) {
                this.action = action;
            }
        }
    }
}
