# The loop of a session: reads a cell from /job/control, runs it in one namespace, answers on /job/reply.
# What a cell breaks here is its own session's loss. Names are bound early, so that a cell that replaces
# open() or os.stat() for its own ends does not stop the next one.
import ast, asyncio, builtins, importlib, inspect, linecache, os, signal, stat, sys, traceback, types
from os import close, dup2, fstat, getpid, lstat, makedirs, read, scandir, write

CONTROL, REPLY = "/job/control", "/job/reply"
MAX_NAMES, MAX_DEPTH, MAX_FILES, MAX_BYTES, CHUNK = 20_000, 32, 256, 32 << 20, 1 << 15
os_open, os_exit, own_pid = os.open, os._exit, getpid()
streams = sys.stdin, sys.stdout, sys.stderr


class Work:
    """One cell as it came."""

    def __init__(self):
        control = os_open(CONTROL, os.O_RDONLY)
        try:
            size = b""
            while not size.endswith(b"\n"):
                size += read(control, 1)
            left, parts = int(size), []
            while left > 0:
                parts.append(read(control, min(left, 1 << 20)))
                left -= len(parts[-1])
        finally:
            close(control)
        words = iter(fields(b"".join(parts)))
        text = lambda: next(words).decode("utf-8", "surrogateescape")
        many = lambda: range(int(next(words)))
        self.number = int(next(words))
        self.code = text()
        self.stdin = next(words)
        self.args = [text() for _ in many()]
        self.env = {text(): text() for _ in many()}
        self.files = [(text(), next(words)) for _ in many()]


def fields(body):
    at = 0
    while at < len(body):
        colon = body.index(b":", at)
        end = colon + 1 + int(body[at:colon])
        yield body[colon + 1 : end]
        at = end


class Reply:
    """The answer, record by record: a length, a line's end, a letter, what belongs to it."""

    def __init__(self):
        self.pipe = os_open(REPLY, os.O_WRONLY)

    def tell(self, letter, content=b""):
        record = b"%d\n%s%s" % (len(content) + 1, letter, content)
        while record:
            record = record[write(self.pipe, record) :]

    def close(self):
        close(self.pipe)


def stamps():
    """What each file of /work looks like now, and whether some were not looked at."""
    found, names, partial = {}, 0, False
    waiting = [("/work", "", 0)]
    while waiting:
        directory, prefix, depth = waiting.pop()
        try:
            with scandir(directory) as entries:
                for entry in entries:
                    names += 1
                    if names > MAX_NAMES:
                        return found, True
                    if entry.is_dir(follow_symlinks=False):
                        if depth == MAX_DEPTH:
                            partial = True
                        else:
                            waiting.append((entry.path, prefix + entry.name + "/", depth + 1))
                    elif entry.is_file(follow_symlinks=False):
                        s = entry.stat(follow_symlinks=False)
                        found[prefix + entry.name] = (s.st_ino, s.st_size, s.st_mtime_ns, s.st_ctime_ns)
        except OSError:
            partial = True
    return found, partial


def send_files(reply, before):
    now, partial = stamps()
    changed = sorted(path for path, stamp in now.items() if before.get(path) != stamp)
    room = MAX_BYTES
    for path in changed[:MAX_FILES]:
        try:
            file = os_open("/work/" + path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError:
            partial = True
            continue
        try:
            size = fstat(file).st_size
            if size > room or not stat.S_ISREG(fstat(file).st_mode):
                partial = True
                continue
            room -= size
            reply.tell(b"f", path.encode("utf-8", "surrogateescape"))
            while size > 0:
                chunk = read(file, min(CHUNK, size))
                if not chunk:
                    break
                size -= len(chunk)
                reply.tell(b"d", chunk)
        finally:
            close(file)
    if partial or len(changed) > MAX_FILES:
        reply.tell(b"t")


def plant(files):
    for path, content in files:
        place = "/work/" + path
        makedirs(os.path.dirname(place), exist_ok=True)
        try:
            os.unlink(place)
        except FileNotFoundError:
            pass
        file = os_open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        try:
            while content:
                content = content[write(file, content) :]
        finally:
            close(file)


def redirect(stdin):
    """Fresh descriptors 0, 1 and 2, whatever the last cell did to the old ones."""
    kept = "/tmp/.stdin"
    if stdin:
        file = os_open(kept, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        os.unlink(kept)
        rest = stdin
        while rest:
            rest = rest[write(file, rest) :]
        os.lseek(file, 0, os.SEEK_SET)
    else:
        file = os_open("/dev/null", os.O_RDONLY)
    adopt(file, 0)
    adopt(os_open("/job/out", os.O_WRONLY), 1)
    adopt(os_open("/job/err", os.O_WRONLY), 2)
    sys.stdin = open(0, "r", encoding="utf-8", errors="surrogateescape", closefd=False)
    for number, name in ((1, "stdout"), (2, "stderr")):
        stream = open(number, "w", encoding="utf-8", errors="backslashreplace", closefd=False, buffering=1)
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


def adopt(file, number):
    if file == number:
        os.set_inheritable(number, True)
    else:
        dup2(file, number)
        close(file)


class Session:
    def __init__(self):
        self.main = types.ModuleType("__main__")
        self.main.__builtins__ = builtins
        sys.modules["__main__"] = self.main
        sys.path[0] = "/work"
        self.running = False
        self.loop = None
        self.shown = 0

    def interrupted(self, signum, frame):
        if self.running:
            raise KeyboardInterrupt

    def serve(self):
        while True:
            work = Work()
            signal.signal(signal.SIGINT, self.interrupted)
            code = 1
            try:
                redirect(work.stdin)
                plant(work.files)
                before, _ = stamps()
                code = self.run(work)
            except OSError as refusal:
                before = stamps()[0]
                print("the cell could not begin:", refusal, file=sys.stderr)
            self.flush()
            if getpid() != own_pid:  # a fork of the cell came back here; it must not serve
                os_exit(code)
            reply = Reply()
            reply.tell(b"h", b"%d %d" % (work.number, code))
            send_files(reply, before)
            reply.tell(b"e")
            reply.close()

    def flush(self):
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except BaseException:
                pass

    def run(self, work):
        name = f"<cell {work.number}>"
        linecache.cache[name] = (len(work.code), None, work.code.splitlines(True), name)
        importlib.invalidate_caches()
        sys.argv[:] = ["", *work.args]
        old = {key: os.environ.get(key) for key in work.env}
        os.environ.update(work.env)
        try:
            self.running = True
            try:
                value = self.evaluate(work.code, name)
                if value is not None:
                    self.show(value)
                self.show_figures()
                return 0
            finally:
                self.running = False
        except SystemExit as leaving:
            return exit_status(leaving.code)
        except KeyboardInterrupt as interrupt:
            complain(interrupt)
            return 130
        except BaseException as failure:
            complain(failure)
            return 1
        finally:
            for key, value in old.items():
                if value is None:
                    os.environ.pop(key, None)
                else:
                    os.environ[key] = value

    def evaluate(self, source, name):
        """Runs it; the value of its last statement when that is an expression."""
        flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        tree = compile(source, name, "exec", flags | ast.PyCF_ONLY_AST, dont_inherit=True)
        last = None
        if tree.body and isinstance(tree.body[-1], ast.Expr):
            last = ast.Expression(tree.body.pop().value)
        self.execute(compile(tree, name, "exec", flags, dont_inherit=True))
        return self.execute(compile(last, name, "eval", flags, dont_inherit=True)) if last else None

    def execute(self, code):
        scope = self.main.__dict__
        value = eval(code, scope)
        return self.wait(value) if code.co_flags & inspect.CO_COROUTINE else value

    def wait(self, coroutine):
        if self.loop is None or self.loop.is_closed():
            self.loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self.loop)
        task = self.loop.create_task(coroutine)
        try:
            return self.loop.run_until_complete(task)
        except KeyboardInterrupt:
            task.cancel()
            try:
                self.loop.run_until_complete(task)
            except asyncio.CancelledError:
                pass
            raise

    def show(self, value):
        sys.displayhook(value)
        for kind, ending in (("png", "png"), ("jpeg", "jpg"), ("svg", "svg"), ("html", "html")):
            maker = getattr(type(value), f"_repr_{kind}_", None)
            content = maker(value) if callable(maker) else None
            if isinstance(content, tuple):
                content = content[0]
            if content:
                self.display(content, ending)
                return
        if callable(getattr(value, "savefig", None)):
            self.figure(value)

    def show_figures(self):
        plots = sys.modules.get("matplotlib.pyplot")
        if plots is not None:
            for number in plots.get_fignums():
                self.figure(plots.figure(number))
            plots.close("all")

    def figure(self, figure):
        figure.savefig(self.next_display("png"), format="png", bbox_inches="tight")
        plots = sys.modules.get("matplotlib.pyplot")
        if plots is not None:
            plots.close(figure)

    def display(self, content, ending):
        with open(self.next_display(ending), "wb") as file:
            file.write(content.encode("utf-8") if isinstance(content, str) else content)

    def next_display(self, ending):
        self.shown += 1
        return f"/work/display-{self.shown}.{ending}"


def exit_status(code):
    if code is None:
        return 0
    if isinstance(code, int):
        return code & 255
    print(code, file=sys.stderr)
    return 1


def complain(failure):
    """The traceback without the frames of this file."""
    frames = failure.__traceback__
    while frames is not None and frames.tb_frame.f_code.co_filename == __file__:
        frames = frames.tb_next
    try:
        traceback.print_exception(type(failure), failure, frames, file=sys.stderr)
    except BaseException:
        write(2, type(failure).__name__.encode() + b"\n")


Session().serve()
