package io.ultimatemcp.protocol.feature;

/** Something that was registered and can be taken back; closing twice is harmless. */
@FunctionalInterface
public interface Registration extends AutoCloseable {
    @Override
    void close();
}
