package io.ultimatemcp.graph.write;

import io.ultimatemcp.graph.model.Fault;
import io.ultimatemcp.graph.model.Problem;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a batch, as far as it is worth telling. */
final class Problems {
    private final List<Problem> found = new ArrayList<>();

    void add(String pointer, String message) {
        if (found.size() < Fault.MOST_PROBLEMS) {
            found.add(new Problem(pointer, message));
        }
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    boolean isFull() {
        return found.size() == Fault.MOST_PROBLEMS;
    }

    Fault fault() {
        return new Fault.Invalid(found);
    }
}
