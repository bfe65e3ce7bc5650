# Takes a program from standard input and becomes it: by running it in this interpreter, or by exec.
#
# First comes the length of a header (4 bytes, big-endian), then the header: words, each ended by NUL: "run", "exec" or
# "wait"; limits of a file's bytes, of CPU seconds, of processes ("-" for none); how many arguments, they; how many
# variables, they; how many files, path and size of each. Then the files' contents. What follows is the program's own input.
# "wait" in place of "exec" is for what waits for a second order like this; it then says itself when the program begins.
import atexit
import ctypes
import gc
import os
import resource
import signal
import struct
import sys
import threading
import types

STATUS = 15
LOADED = {}  # the modules that were there before the program
libc = ctypes.PyDLL(None)
COMMON = (
    "argparse base64 bisect collections copy csv dataclasses datetime decimal enum fractions functools glob hashlib"
    " heapq inspect io itertools json math operator pathlib pickle random re shutil statistics string subprocess"
    " tempfile textwrap threading time traceback typing unittest uuid zlib"
)


def prepare():
    """Loads what programs often import, and puts all of it out of the collector's sight."""
    for name in COMMON.split():
        try:
            __import__(name)
        except ImportError:
            continue
    sys.modules.pop(__name__)
    LOADED.update(sys.modules)
    gc.collect()
    gc.freeze()


def take(size):
    parts = []
    while size > 0:
        part = os.read(0, min(size, 1 << 20))
        if not part:
            os._exit(0)  # the server let this nest go unused
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def plant(path, content):
    place = b"/work/" + path
    os.makedirs(os.path.dirname(place), 0o755, exist_ok=True)
    descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    while content:
        content = content[os.write(descriptor, content) :]
    os.close(descriptor)


def limit(kind, value):
    if value != b"-":
        resource.setrlimit(kind, (int(value), int(value)))


def receive():
    words = iter(take(struct.unpack(">I", take(4))[0]).split(b"\0"))

    def several():
        return [next(words) for _ in range(int(next(words)))]

    how, file_bytes, seconds, processes = (next(words) for _ in range(4))
    arguments, variables = several(), several()
    for path, size in [(next(words), int(next(words))) for _ in range(int(next(words)))]:
        plant(path, take(size))
    limit(resource.RLIMIT_FSIZE, file_bytes)
    limit(resource.RLIMIT_CPU, seconds)
    limit(resource.RLIMIT_NPROC, processes)
    for pair in variables:
        name, _, value = pair.partition(b"=")
        os.environb[name] = value
    return how, arguments


def run():
    how, arguments = receive()
    if how == b"wait":
        become(arguments)
    os.write(STATUS, b"B")  # from here on it may have effects, and is not begun again elsewhere
    os.close(STATUS)
    if how == b"exec":
        become(arguments)
    main = main_module([os.fsdecode(word) for word in arguments])
    status = 0
    try:
        with open("/work/main.py", "rb") as source:
            code = compile(source.read(), "/work/main.py", "exec", dont_inherit=True)
        exec(code, main.__dict__)
    except SystemExit as end:
        status = asked(end.code)
    except BaseException as failure:
        status = 1
        frames = failure.__traceback__
        while frames is not None and frames.tb_frame.f_code.co_filename == __file__:
            frames = frames.tb_next
        failure.__traceback__ = frames
        sys.last_type, sys.last_value, sys.last_traceback = type(failure), failure, frames
        sys.excepthook(type(failure), failure, frames)
        if isinstance(failure, KeyboardInterrupt):
            status = -signal.SIGINT
        del failure, frames
    leave(status, main)


def asked(code):
    """The status that sys.exit was asked for."""
    if code is None:
        return 0
    if isinstance(code, int):
        return code & 0xFF
    try:
        print(code, file=sys.stderr)
    except Exception:
        pass
    return 1


def leave(status, main):
    """Ends as the interpreter would, but leaves alone what was loaded before the program came: that would take longer
    than most programs do."""
    threading._shutdown()
    atexit._run_exitfuncs()
    flushed = flush()
    sys.last_type = sys.last_value = sys.last_traceback = None
    names = imported()
    native = any((getattr(sys.modules[name], "__file__", None) or "").endswith(".so") for name in names)
    theirs = [main, *(sys.modules.pop(name) for name in reversed(names) if name in sys.modules)]
    gc.collect()
    for module in theirs:
        clear(getattr(module, "__dict__", {}))
    del theirs, module, main
    gc.collect()
    if not (flush() and flushed):
        status = 120
    if status < 0:
        signal.signal(-status, signal.SIG_DFL)
        os.kill(os.getpid(), -status)
    if native:
        libc.exit(status)  # libraries of its own may have something left to do
    libc.fflush(None)
    os._exit(status)


def imported():
    """The names of the modules that the program loaded."""
    last = next(reversed(sys.modules.items()), None)
    if last is not None and len(sys.modules) == len(LOADED) and LOADED.get(last[0]) is last[1]:
        return []  # looking at each name would copy the page of each
    return [name for name in sys.modules if name not in LOADED]


def clear(scope):
    """Lets go of a module's values in the interpreter's order: first the private ones, then all."""
    for private in (True, False):
        for name in list(scope):
            if name != "__builtins__" and (not private or (name[:1] == "_" and name[1:2] != "_")):
                scope[name] = None


def flush():
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None and not stream.closed:
                stream.flush()
        except Exception:
            if stream is sys.stdout:
                return False
    return True


def become(arguments):
    for each in (signal.SIGPIPE, signal.SIGXFSZ):
        signal.signal(each, signal.SIG_DFL)
    try:
        os.execvp(arguments[0], arguments)
    except OSError as failure:
        os.write(2, b"%s: %s\n" % (arguments[0], failure.strerror.encode()))
        os._exit(127 if isinstance(failure, FileNotFoundError) else 126)


def main_module(arguments):
    """What a program finds that python3 itself would have started."""
    sys.argv[:] = ["/work/main.py", *arguments]
    sys.orig_argv[:] = ["python3", "-u", "-B", *sys.argv]
    sys.path[:] = ["/work", *(p for p in sys.path if p != os.path.dirname(__file__))]
    if "TZ" in os.environ:
        import time

        time.tzset()
    main = types.ModuleType("__main__")
    main.__file__ = "/work/main.py"
    main.__builtins__ = __builtins__
    main.__annotations__ = {}
    main.__cached__ = None
    sys.modules["__main__"] = main
    return main
