package io.ultimatemcp.graph.query;

import io.ultimatemcp.graph.model.CancelSignal;
import java.util.ArrayList;
import java.util.List;

/**
 * A signal that a test pulls; an action that comes after the pull runs at once, as the contract
 * says.
 */
final class CancelSwitch implements CancelSignal {
    private final List<Runnable> actions = new ArrayList<>();
    private boolean pulled;

    @Override
    public Registration onCancel(Runnable action) {
        synchronized (actions) {
            if (!pulled) {
                actions.add(action);
                return () -> forget(action);
            }
        }
        action.run();
        return () -> {};
    }

    void pull() {
        List<Runnable> due;
        synchronized (actions) {
            pulled = true;
            due = List.copyOf(actions);
            actions.clear();
        }
        due.forEach(Runnable::run);
    }

    private void forget(Runnable action) {
        synchronized (actions) {
            actions.remove(action);
        }
    }
}
