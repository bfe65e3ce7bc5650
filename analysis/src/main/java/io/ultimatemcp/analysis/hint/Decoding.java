package io.ultimatemcp.analysis.hint;

import io.ultimatemcp.analysis.hint.Value.Ref;
import io.ultimatemcp.analysis.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds the call that makes readable what was encoded.
 *
 * @param call kind of the nodes that are calls
 * @param arguments the arguments of a call
 * @param decoders how the names of decoding functions begin
 */
record Decoding(String call, Function<Node, List<Node>> arguments, List<String> decoders) {
    private static final int MAX_STEPS = 16;

    static final Decoding PYTHON =
            new Decoding(
                    "call",
                    PythonCalls::arguments,
                    List.of(
                            "base64.",
                            "binascii.",
                            "codecs.decode",
                            "zlib.decompress",
                            "gzip.decompress",
                            "bz2.decompress",
                            "lzma.decompress",
                            "marshal.load",
                            "builtins.bytes.fromhex",
                            "builtins.bytearray.fromhex"));

    static final Decoding SCRIPT =
            new Decoding(
                    "call_expression",
                    ScriptCalls::arguments,
                    List.of(
                            "atob",
                            "unescape",
                            "decodeURIComponent",
                            "decodeURI",
                            "Buffer.from",
                            "zlib."));

    /** The decoder that an argument comes from, through methods and other calls. */
    Optional<Node> within(Node argument, Meaning meaning, Scope scope) {
        Node at = argument;
        for (int step = 0; step < MAX_STEPS && at.is(call); step++) {
            var function = at.child("function");
            if (function.isEmpty()) {
                return Optional.empty();
            }
            Value called = meaning.of(function.get(), scope);
            if (called instanceof Ref(String name)
                    && decoders.stream().anyMatch(name::startsWith)) {
                return Optional.of(at);
            }
            var inner =
                    called instanceof Ref
                            ? arguments.apply(at).stream().findFirst()
                            : function.get().child("object");
            if (inner.isEmpty()) {
                return Optional.empty();
            }
            at = inner.get();
        }
        return Optional.empty();
    }
}
