package io.ultimatemcp.bench.peer;

/** The least Java program: what a start of the JVM costs by itself. */
public final class Hello {
    private Hello() {}

    public static void main(String[] args) {
        System.out.println("hello");
    }
}
