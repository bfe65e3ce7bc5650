package io.ultimatemcp.analysis.hint;

import static io.ultimatemcp.analysis.hint.HintCases.python;

import org.junit.jupiter.api.Test;

/** The ways around the original platform's filter, as its audit and our probes found them. */
final class PythonBypassTest {
    @Test
    void namesBuiltFromPartsAreReadThroughAnAliasOfGetattr() {
        python(
                """
                g = getattr
                g(__builtins__, "__imp"+"ort__")("o"+"s")\
                """,
                "1:5-1:12 warning aliased-name",
                "2:1-2:33 warning introspection",
                "2:1-2:33 warning dynamic-import",
                "2:3-2:15 warning builtins-access",
                "2:17-2:32 error hidden-name",
                "2:34-2:41 error hidden-name");
    }

    @Test
    void aConcatenatedNameIsImported() {
        python(
                """
                f = __import__
                f("o" + "s").system("id")\
                """,
                "1:5-1:15 warning aliased-name",
                "2:1-2:20 info process",
                "2:1-2:2 warning dynamic-import",
                "2:3-2:12 error hidden-name");
    }

    @Test
    void anotherNameForEvalIsFollowed() {
        python(
                """
                dangerous = eval
                dangerous("1")\
                """,
                "1:13-1:17 warning aliased-name",
                "2:1-2:10 warning dynamic-code");
    }

    @Test
    void anImportUnderAnotherNameIsFollowed() {
        python(
                """
                from builtins import eval as e
                e("1")\
                """,
                "1:6-1:14 warning builtins-access",
                "1:22-1:31 warning aliased-name",
                "2:1-2:2 warning dynamic-code");
    }

    @Test
    void theDictionaryOfTheBuiltinsIsAskedForAName() {
        python(
                "__builtins__.__dict__[\"__import__\"](\"os\")",
                "1:1-1:36 warning dynamic-import",
                "1:1-1:13 warning builtins-access");
        python(
                "getattr(__builtins__, \"eval\")(\"1\")",
                "1:1-1:30 warning dynamic-code",
                "1:9-1:21 warning builtins-access");
        python(
                "b = __builtins__; b.__getattribute__(\"eval\")(\"1\")",
                "1:5-1:17 warning builtins-access",
                "1:19-1:45 warning dynamic-code");
    }

    @Test
    void aBuiltinsModuleGivesANameInParts() {
        python(
                """
                import builtins
                builtins.__getattribute__("ev"+"al")("1")\
                """,
                "1:8-1:16 warning builtins-access",
                "2:1-2:37 warning dynamic-code",
                "2:27-2:36 error hidden-name");
    }

    @Test
    void escapesInTextsAreRead() {
        python(
                "getattr(x, \"\\x5f\\x5fimport\\x5f\\x5f\")",
                "1:1-1:37 warning introspection",
                "1:12-1:36 error hidden-name");
        python(
                "__import__(\"\\u006fs\")",
                "1:1-1:11 warning dynamic-import",
                "1:12-1:21 error hidden-name");
        python(
                "__import__(\"\\157s\")",
                "1:1-1:11 warning dynamic-import",
                "1:12-1:19 error hidden-name");
    }

    @Test
    void aWalkOverAttributesIsOneHint() {
        python("().__class__.__mro__[1].__subclasses__()", "1:1-1:39 warning introspection");
    }

    @Test
    void aTemplateOfFormatWalksToo() {
        python("\"{0.__class__.__mro__}\".format(1)", "1:1-1:24 warning introspection");
    }

    @Test
    void fullWidthLettersAreReadAsPythonReadsThem() {
        python("ｅｖａｌ(\"1\")", "1:1-1:5 error hidden-name", "1:1-1:5 warning dynamic-code");
    }

    @Test
    void theInnerModuleOfOsIsNamed() {
        python(
                "import posix; posix.system(\"id\")",
                "1:8-1:13 warning low-level-module",
                "1:15-1:27 info process");
        python(
                """
                import posix
                print(posix.environ)\
                """,
                "1:8-1:13 warning low-level-module");
    }

    @Test
    void filesAreReadByOtherNamesOfOpen() {
        python(
                """
                from io import open as o
                o("/etc/hostname").read()\
                """,
                "1:16-1:25 warning aliased-name",
                "2:3-2:18 info system-file");
        python(
                """
                import io, linecache, codecs
                io.FileIO("/etc/hostname")
                linecache.getline("/proc/1/environ", 1)
                codecs.open("/etc/passwd")\
                """,
                "2:11-2:26 info system-file",
                "3:19-3:36 info system-file",
                "4:13-4:26 info system-file");
    }

    @Test
    void theWorkingDirectoryOfTheParentIsSeenInPart() {
        python(
                """
                import os
                os.listdir(f"/proc/{os.getppid()}/cwd")\
                """,
                "2:12-2:39 info system-file");
    }

    @Test
    void modulesAreBorrowedFromOthers() {
        python(
                """
                import glob, logging, typing
                glob.os.environ
                logging.os.system("id")
                typing.sys\
                """,
                "2:1-2:8 warning borrowed-module",
                "3:1-3:18 info process",
                "3:1-3:11 warning borrowed-module",
                "4:1-4:11 warning borrowed-module");
    }

    @Test
    void socketsComeFromInnerModulesAndServers() {
        python(
                """
                import _socket
                _socket.socket().connect(("127.0.0.1", 80))\
                """,
                "1:8-1:15 warning low-level-module");
        python(
                """
                import socketserver
                socketserver.socket\
                """,
                "1:8-1:20 info network",
                "2:1-2:20 warning borrowed-module");
        python(
                """
                import socket
                socket.socket()\
                """,
                "1:8-1:14 info network");
    }

    @Test
    void nativeAndProcessModulesAreNamed() {
        python(
                "import _ctypes, _posixsubprocess, threading",
                "1:8-1:15 warning native-code",
                "1:17-1:33 warning low-level-module");
    }

    @Test
    void anAttributeGetterIsGivenADunder() {
        python(
                """
                import operator
                operator.attrgetter("__class__")(1)\
                """,
                "2:1-2:33 warning introspection");
    }

    @Test
    void plainImportsOfTheFilterAreStillSaid() {
        python(
                """
                import socket, ctypes
                import os
                open("x")\
                """,
                "1:8-1:14 info network",
                "1:16-1:22 warning native-code");
    }

    @Test
    void aChildThatLeavesItsSessionIsSaid() {
        python(
                """
                import os
                if os.fork() == 0:
                    os.setsid()\
                """,
                "2:4-2:11 info process",
                "3:5-3:14 info process");
    }

    @Test
    void theParentIsKilled() {
        python(
                """
                import os
                os.kill(os.getppid(), 9)\
                """,
                "2:1-2:8 info signals");
    }
}
