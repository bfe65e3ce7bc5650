package io.ultimatemcp.sandbox;

import io.ultimatemcp.sandbox.output.Window;

/**
 * What a program wrote on one stream.
 *
 * @param window text of at most 100 KB: all of it, or head and tail with {@code [… N bytes omitted
 *     …]} between; malformed UTF-8 is replaced by U+FFFD
 * @param whole the raw bytes, up to the limit of the job
 * @param written bytes that were read from the program, kept or not
 * @param truncated whether {@code window} leaves something out
 */
public record Output(String window, Bytes whole, long written, boolean truncated) {
    /**
     * Of what was kept.
     *
     * @param kept the first bytes of the stream; nobody may change them any more
     * @param written how many bytes there were in all
     */
    public static Output of(byte[] kept, long written) {
        Window window = Window.of(kept, written);
        return new Output(window.text(), Bytes.taking(kept), written, window.truncated());
    }
}
