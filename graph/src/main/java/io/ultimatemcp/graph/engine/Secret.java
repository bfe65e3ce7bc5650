package io.ultimatemcp.graph.engine;

/** A password that no log can show by accident. */
public record Secret(String value) {
    @Override
    public String toString() {
        return "Secret[…]";
    }
}
