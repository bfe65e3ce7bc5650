package io.ultimatemcp.analysis.hint;

import static io.ultimatemcp.analysis.hint.HintCases.python;

import org.junit.jupiter.api.Test;

/** Python. */
final class PythonHintsTest {
    @Test
    void namesAreFoldedWhateverPutsThemTogether() {
        python(
                "__import__(\"so\"[::-1])",
                "1:1-1:11 warning dynamic-import",
                "1:12-1:22 error hidden-name");
        python(
                "__import__(chr(111)+chr(115))",
                "1:1-1:11 warning dynamic-import",
                "1:12-1:29 error hidden-name");
        python(
                "__import__(\"\".join([\"o\", \"s\"]))",
                "1:1-1:11 warning dynamic-import",
                "1:12-1:31 error hidden-name");
        python(
                "__import__(\"\".join(map(chr, [111, 115])))",
                "1:1-1:11 warning dynamic-import",
                "1:12-1:41 error hidden-name");
        python(
                "__import__(\"\".join(chr(c) for c in [111, 115]))",
                "1:1-1:11 warning dynamic-import",
                "1:12-1:47 error hidden-name");
        python(
                "__import__(\"\".join(reversed(\"so\")))",
                "1:1-1:11 warning dynamic-import",
                "1:12-1:35 error hidden-name");
        python(
                "__import__(bytes.fromhex(\"6f73\").decode())",
                "1:1-1:11 warning dynamic-import",
                "1:12-1:42 error hidden-name");
        python(
                "__import__(bytes([111, 115]).decode())",
                "1:1-1:11 warning dynamic-import",
                "1:12-1:38 error hidden-name");
        python(
                """
                import codecs
                __import__(codecs.decode("bf", "rot13"))\
                """,
                "2:1-2:11 warning dynamic-import",
                "2:12-2:40 error hidden-name");
        python(
                """
                import base64
                __import__(base64.b64decode("b3M=").decode())\
                """,
                "2:1-2:11 warning dynamic-import",
                "2:12-2:45 error hidden-name");
        python(
                "__import__(\"%s%s\" % (\"o\", \"s\"))",
                "1:1-1:11 warning dynamic-import", "1:12-1:31 error hidden-name");
        python(
                "__import__(\"{}{}\".format(\"o\", \"s\"))",
                "1:1-1:11 warning dynamic-import",
                "1:12-1:35 error hidden-name");
        python(
                """
                a = "o"
                a += "s"
                __import__(a)\
                """,
                "3:1-3:11 warning dynamic-import",
                "3:12-3:13 error hidden-name");
        python(
                "__import__(f\"{'o'}s\")",
                "1:1-1:11 warning dynamic-import",
                "1:12-1:21 error hidden-name");
        python(
                "__import__(\"o\" \"s\")",
                "1:1-1:11 warning dynamic-import",
                "1:12-1:19 error hidden-name");
        python(
                "__import__(\"xos\".replace(\"x\", \"\"))",
                "1:1-1:11 warning dynamic-import",
                "1:12-1:34 error hidden-name");
    }

    @Test
    void aNameThatCannotBeKnownIsSaidToBeBuilt() {
        python(
                """
                import os
                getattr(os, "sys" + x)("id")\
                """,
                "2:13-2:22 info built-name");
    }

    @Test
    void aModuleThatIsFoundAtRunTimeIsHinted() {
        python(
                """
                import importlib as i
                i.import_module(name)\
                """,
                "2:1-2:16 warning dynamic-import");
    }

    @Test
    void aliasesAreFollowedThroughDefaultsWalrusAndTuples() {
        python(
                "def f(e=eval): return e(\"1\")",
                "1:9-1:13 warning aliased-name",
                "1:23-1:24 warning dynamic-code");
        python(
                """
                (y := exec)("1")
                y("2")\
                """,
                "1:7-1:11 warning dynamic-code",
                "2:1-2:2 warning dynamic-code");
        python(
                """
                a, b = eval, 2
                a("1")\
                """,
                "1:8-1:12 warning aliased-name",
                "2:1-2:2 warning dynamic-code");
        python(
                """
                a = b = eval
                b("1")\
                """,
                "1:9-1:13 warning aliased-name",
                "2:1-2:2 warning dynamic-code");
        python(
                """
                f = eval
                g = f
                g("1")\
                """,
                "1:5-1:9 warning aliased-name",
                "2:5-2:6 warning aliased-name",
                "3:1-3:2 warning dynamic-code");
        python("[eval][0](\"1\")", "1:1-1:10 warning dynamic-code", "1:2-1:6 warning aliased-name");
    }

    @Test
    void functionsSeeWhatIsBoundBelowThem() {
        python(
                """
                def f():
                    return g("x")


                g = eval\
                """,
                "2:12-2:13 warning dynamic-code",
                "5:5-5:9 warning aliased-name");
    }

    @Test
    void aGlobalStatementBindsOutside() {
        python(
                """
                def f():
                    global g
                    g = eval


                def h():
                    g("1")\
                """,
                "3:9-3:13 warning aliased-name",
                "7:5-7:6 warning dynamic-code");
    }

    @Test
    void aStarImportOpensAModule() {
        python(
                """
                from os import *
                system("id")\
                """,
                "2:1-2:7 info process");
    }

    @Test
    void aNameOfOnesOwnIsNotTheBuiltin() {
        python(
                """
                def eval(x):
                    return x


                eval("1")\
                """);
        python(
                """
                import re
                re.compile("a")
                frame.eval("a")
                model.compile()\
                """);
        python(
                """
                def f(eval, exec=None):
                    return eval(1)\
                """);
    }

    @Test
    void aMethodOrAnExceptionOfThatNameDoesNotHideTheBuiltin() {
        python(
                """
                class A:
                    def eval(self): pass


                eval("1")\
                """,
                "5:1-5:5 warning dynamic-code");
        python(
                """
                try:
                    pass
                except E as eval:
                    pass
                eval("1")\
                """,
                "5:1-5:5 warning dynamic-code");
    }

    @Test
    void dictionariesOfNamesAreAsked() {
        python(
                "globals()[\"ev\"+\"al\"](\"1\")",
                "1:1-1:21 warning namespace-access",
                "1:1-1:21 warning dynamic-code",
                "1:11-1:20 error hidden-name");
        python("vars()[\"x\"]", "1:1-1:12 warning namespace-access");
        python(
                "globals().get(\"__builtins__\")",
                "1:1-1:30 warning introspection",
                "1:1-1:30 warning namespace-access",
                "1:1-1:30 warning builtins-access");
        python(
                """
                import sys
                sys.modules["os"].system("id")
                sys.modules[__name__]\
                """,
                "2:1-2:25 info process",
                "2:1-2:18 warning namespace-access");
    }

    @Test
    void framesAndGlobalsOfFunctionsAreAWalk() {
        python("x.__init__.__globals__[\"os\"]", "1:1-1:23 warning introspection");
        python(
                """
                import sys
                sys._getframe(1).f_back.f_globals\
                """,
                "2:1-2:34 warning introspection",
                "2:1-2:14 warning introspection");
        python(
                """
                type(x).__name__
                self.__class__.__name__
                self.__dict__\
                """);
    }

    @Test
    void codeThatWasEncodedIsAnError() {
        python(
                """
                import base64, zlib
                exec(zlib.decompress(base64.b64decode(data)).decode())\
                """,
                "2:1-2:5 warning dynamic-code",
                "2:6-2:45 error encoded-code");
        python(
                """
                import marshal
                exec(marshal.loads(data))\
                """,
                "2:1-2:5 warning dynamic-code",
                "2:6-2:25 error encoded-code",
                "2:6-2:19 warning deserialization");
    }

    @Test
    void objectsFromBytesAreHinted() {
        python(
                """
                import pickle
                pickle.loads(data)
                pickle.dumps(data)\
                """,
                "2:1-2:13 warning deserialization");
    }

    @Test
    void programsAreStartedOpenly() {
        python(
                """
                import subprocess as sp
                sp.run(["ls"])\
                """,
                "1:8-1:18 info process");
        python(
                """
                import os, pty
                os.system("ls")
                os.execv("/bin/ls", [])
                pty.spawn("sh")\
                """,
                "1:12-1:15 info process",
                "2:1-2:10 info process",
                "3:1-3:9 info process");
    }

    @Test
    void aForkInALoopIsABomb() {
        python(
                """
                import os
                while True:
                    os.fork()\
                """,
                "3:5-3:12 error fork-bomb");
    }

    @Test
    void nativeCodeIsHintedAtItsImport() {
        python(
                """
                import ctypes as c
                c.CDLL(None)\
                """,
                "1:8-1:14 warning native-code");
    }

    @Test
    void removingTheRootIsAnError() {
        python(
                """
                import shutil
                shutil.rmtree("/")\
                """,
                "2:1-2:19 error destructive-command");
    }

    @Test
    void signalsAreSaid() {
        python(
                """
                import signal
                signal.signal(signal.SIGTERM, signal.SIG_IGN)\
                """,
                "2:1-2:14 info signals");
    }
}
