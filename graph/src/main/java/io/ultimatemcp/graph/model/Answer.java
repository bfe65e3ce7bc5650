package io.ultimatemcp.graph.model;

import java.util.function.Function;

/** How a call ended: with a value, or with a fault that is nobody's bug. */
public sealed interface Answer<T> {

    /** It worked. */
    record Done<T>(T value) implements Answer<T> {}

    /** It did not; nothing was changed. */
    record Failed<T>(Fault fault) implements Answer<T> {}

    /** The same ending with another value. */
    default <R> Answer<R> map(Function<? super T, ? extends R> change) {
        return switch (this) {
            case Done<T>(T value) -> new Done<>(change.apply(value));
            case Failed<T>(Fault fault) -> new Failed<>(fault);
        };
    }
}
