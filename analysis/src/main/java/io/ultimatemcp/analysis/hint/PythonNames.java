package io.ultimatemcp.analysis.hint;

import java.text.Normalizer;
import java.util.Set;
import java.util.regex.Pattern;

/** The names of Python that are worth a hint. */
final class PythonNames {
    /** Functions and modules, by their full names. */
    static final Dangers DANGERS =
            new Dangers()
                    .functions(
                            Rule.DYNAMIC_CODE,
                            "builtins.eval",
                            "builtins.exec",
                            "builtins.compile",
                            "code.InteractiveInterpreter",
                            "code.InteractiveConsole",
                            "code.interact",
                            "codeop.compile_command",
                            "types.CodeType",
                            "types.FunctionType")
                    .functions(
                            Rule.DYNAMIC_IMPORT,
                            "builtins.__import__",
                            "importlib.__import__",
                            "importlib.import_module",
                            "importlib.util.spec_from_file_location",
                            "importlib.machinery.SourceFileLoader",
                            "pkgutil.resolve_name",
                            "runpy.run_module",
                            "runpy.run_path")
                    .functions(
                            Rule.PROCESS,
                            "os.system",
                            "os.popen",
                            "os.exec*",
                            "os.spawn*",
                            "os.posix_spawn*",
                            "os.fork*",
                            "os.setsid",
                            "posix.system",
                            "posix.popen",
                            "posix.fork*",
                            "posix.exec*",
                            "posix.spawn*",
                            "posix.posix_spawn*",
                            "asyncio.create_subprocess*",
                            "platform.popen")
                    .functions(Rule.NETWORK, "asyncio.open_connection", "asyncio.start_server")
                    .functions(
                            Rule.SIGNALS,
                            "os.kill",
                            "os.killpg",
                            "posix.kill",
                            "signal.signal",
                            "signal.pthread_kill",
                            "signal.raise_signal",
                            "signal.sigaction")
                    .functions(
                            Rule.DESERIALIZATION,
                            "pickle.load*",
                            "pickle.Unpickler",
                            "_pickle.load*",
                            "dill.load*",
                            "cloudpickle.load*",
                            "joblib.load",
                            "marshal.load*",
                            "shelve.open",
                            "jsonpickle.decode",
                            "yaml.unsafe_load*")
                    .functions(
                            Rule.INTROSPECTION,
                            "__loader__",
                            "__spec__",
                            "sys._getframe",
                            "sys._current_frames",
                            "sys.settrace",
                            "sys.setprofile",
                            "inspect.currentframe",
                            "gc.get_objects",
                            "gc.get_referrers",
                            "gc.get_referents")
                    .modules(Rule.BUILTINS_ACCESS, "builtins", "__builtin__")
                    .modules(Rule.NATIVE_CODE, "ctypes", "_ctypes", "cffi", "_cffi_backend")
                    .modules(Rule.PROCESS, "subprocess", "pty")
                    .modules(Rule.DYNAMIC_IMPORT, "imp", "zipimport")
                    .modules(
                            Rule.LOW_LEVEL_MODULE,
                            "posix",
                            "nt",
                            "_posixsubprocess",
                            "_posixshmem",
                            "_socket",
                            "_ssl",
                            "_io",
                            "_thread",
                            "_imp",
                            "_signal",
                            "_multiprocessing",
                            "_winapi",
                            "_frozen_importlib",
                            "_frozen_importlib_external")
                    .modules(
                            Rule.NETWORK,
                            "socket",
                            "socketserver",
                            "urllib.request",
                            "urllib3",
                            "http.client",
                            "http.server",
                            "ftplib",
                            "smtplib",
                            "poplib",
                            "imaplib",
                            "telnetlib",
                            "xmlrpc.client",
                            "requests",
                            "httpx",
                            "aiohttp",
                            "websockets",
                            "paramiko");

    /** Built-in names that lead to others. */
    static final Set<String> BUILTINS =
            Set.of(
                    "eval",
                    "exec",
                    "compile",
                    "__import__",
                    "getattr",
                    "setattr",
                    "delattr",
                    "open",
                    "globals",
                    "locals",
                    "vars",
                    "chr",
                    "str",
                    "bytes",
                    "bytearray",
                    "list",
                    "tuple",
                    "map",
                    "reversed",
                    "print");

    /** Attributes that lead from an object to the interpreter. */
    static final Set<String> WALKS =
            Set.of(
                    "__subclasses__",
                    "__mro__",
                    "__bases__",
                    "__base__",
                    "__globals__",
                    "__builtins__",
                    "__code__",
                    "__closure__",
                    "__import__",
                    "func_globals",
                    "func_code",
                    "gi_frame",
                    "gi_code",
                    "cr_frame",
                    "cr_code",
                    "ag_frame",
                    "f_globals",
                    "f_locals",
                    "f_builtins",
                    "f_back",
                    "tb_frame");

    /** Functions that take the path of a file. */
    static final Set<String> FILES =
            Set.of(
                    "builtins.open",
                    "io.open",
                    "io.open_code",
                    "io.FileIO",
                    "_io.FileIO",
                    "_io.open",
                    "codecs.open",
                    "os.open",
                    "os.listdir",
                    "os.scandir",
                    "os.walk",
                    "os.stat",
                    "os.readlink",
                    "os.chdir",
                    "os.remove",
                    "posix.open",
                    "posix.listdir",
                    "pathlib.Path",
                    "pathlib.PosixPath",
                    "linecache.getline",
                    "linecache.getlines",
                    "fileinput.input",
                    "shutil.copy",
                    "shutil.copyfile",
                    "shutil.copytree");

    /** Modules that others import and so lend to everyone. */
    static final Set<String> LENT =
            Set.of("os", "sys", "subprocess", "builtins", "socket", "posix", "importlib", "ctypes");

    private static final Set<String> LEGITIMATE = Set.of("asyncio.subprocess");
    private static final Pattern DUNDER = Pattern.compile("__\\w+__");
    private static final Pattern FORMAT_WALK =
            Pattern.compile("\\{[^{}]{0,200}?\\.(__\\w+__|f_\\w+|gi_\\w+)");

    private PythonNames() {}

    /** As Python reads an identifier (PEP 3131). */
    static String normal(String identifier) {
        return Normalizer.normalize(identifier, Normalizer.Form.NFKC);
    }

    static boolean isDunder(String name) {
        return DUNDER.matcher(name).matches();
    }

    static boolean isFormatWalk(String template) {
        return FORMAT_WALK.matcher(template).find();
    }

    /** Whether {@code module.attribute} is another module, reached through this one. */
    static boolean isLent(String module, String attribute) {
        return LENT.contains(attribute)
                && module.indexOf('.') < 0
                && !module.equals("builtins")
                && !module.equals(attribute)
                && !module.equals("_" + attribute)
                && !module.endsWith(")")
                && !LEGITIMATE.contains(module + "." + attribute);
    }
}
