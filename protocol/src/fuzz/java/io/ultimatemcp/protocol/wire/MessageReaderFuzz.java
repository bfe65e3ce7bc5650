package io.ultimatemcp.protocol.wire;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any bytes become a message or a fault; nothing is thrown, nothing hangs. */
final class MessageReaderFuzz {
    private final MessageReader reader = new MessageReader(Limits.defaults().requests());

    @FuzzTest
    void anyBytesAreAnswered(byte[] bytes) {
        if (reader.read(bytes) instanceof Message.Request request) {
            Rpc.result(request.id(), Json.object());
        }
    }
}
