package io.ultimatemcp.sandbox.files;

/** Files that whoever harvests has already, so that they need not be taken. */
public interface Known {
    /** Whether a file of that path and size can be one of them, so that it is worth reading. */
    boolean mayHave(String path, long size);

    /** Whether it is one of them. */
    boolean has(String path, byte[] content);
}
