package io.ultimatemcp.analysis.hint;

import java.util.Set;

/** The names of JavaScript and Node.js that are worth a hint. */
final class ScriptNames {
    /** Functions and modules, by their full names. */
    static final Dangers DANGERS =
            new Dangers()
                    .functions(Rule.DYNAMIC_CODE, "eval", "Function", "execScript")
                    .functions(Rule.DYNAMIC_IMPORT, "module._load", "module.createRequire")
                    .functions(Rule.LOW_LEVEL_MODULE, "process.binding", "process._linkedBinding")
                    .functions(Rule.NATIVE_CODE, "process.dlopen")
                    .functions(
                            Rule.INTROSPECTION,
                            "process.mainModule",
                            "module.constructor",
                            "Error.prepareStackTrace")
                    .functions(Rule.SIGNALS, "process.kill")
                    .functions(Rule.PROCESS, "cluster.fork")
                    .functions(Rule.DESERIALIZATION, "v8.deserialize")
                    .functions(Rule.NETWORK, "fetch", "WebSocket", "XMLHttpRequest", "EventSource")
                    .modules(Rule.PROCESS, "child_process", "cluster", "worker_threads", "execa")
                    .modules(Rule.DYNAMIC_CODE, "vm", "vm2", "repl")
                    .modules(Rule.DYNAMIC_IMPORT, "module")
                    .modules(Rule.INTROSPECTION, "inspector", "inspector/promises")
                    .modules(Rule.NATIVE_CODE, "ffi-napi", "koffi", "node-gyp-build", "wasi")
                    .modules(Rule.DESERIALIZATION, "node-serialize", "serialize-javascript")
                    .modules(
                            Rule.NETWORK,
                            "net",
                            "dgram",
                            "tls",
                            "http",
                            "https",
                            "http2",
                            "dns",
                            "axios",
                            "node-fetch",
                            "undici",
                            "ws");

    /** Global names that lead to others. */
    static final Set<String> GLOBALS =
            Set.of(
                    "eval",
                    "Function",
                    "require",
                    "process",
                    "module",
                    "Buffer",
                    "String",
                    "Reflect",
                    "Object",
                    "Error",
                    "atob",
                    "unescape",
                    "decodeURI",
                    "decodeURIComponent",
                    "setTimeout",
                    "setInterval",
                    "fetch",
                    "WebSocket",
                    "XMLHttpRequest",
                    "EventSource");

    /** Names of the object that holds all global names. */
    static final Set<String> WORLD = Set.of("globalThis", "global", "window", "self");

    private ScriptNames() {}

    /** As the language reads an identifier or property, with its escapes decoded. */
    static String normal(String identifier) {
        return identifier.indexOf('\\') < 0 ? identifier : Escapes.decode(identifier);
    }

    /** A module without the scheme of Node.js. */
    static String module(String specifier) {
        return specifier.startsWith("node:") ? specifier.substring(5) : specifier;
    }
}
