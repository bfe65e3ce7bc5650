package io.ultimatemcp.acceptance.tool;

/** The same small programs in every language that can be run. */
enum Program {
    PYTHON(
            "print('out ' + str(6 * 7))",
            """
            import os, sys, pathlib
            print(sys.stdin.read())
            print('|'.join(sys.argv[1:]))
            print(os.environ['GREETING'])
            print(pathlib.Path('in/text.txt').read_text())
            print(list(pathlib.Path('in/bytes.bin').read_bytes()))
            pathlib.Path('out').mkdir()
            pathlib.Path('out/sum.csv').write_text('a,b\\n1,2\\n')
            print('warned', file=sys.stderr)
            sys.exit(7)
            """,
            "import time\nprint('before', flush=True)\ntime.sleep(60)",
            "import os, signal\nos.kill(os.getpid(), signal.SIGTERM)",
            "held = bytearray(600 << 20)\nprint(len(held))",
            "import sys\nwhile True: sys.stdout.write('y' * 65536)",
            "for i in range(50000): print(f'{i:06}')",
            """
            import os, time
            print('started', flush=True)
            children = []
            try:
                while True:
                    child = os.fork()
                    if child == 0:
                        time.sleep(60)
                    children.append(child)
            except OSError:
                time.sleep(60)
            """),
    JAVASCRIPT(
            "console.log('out ' + 6 * 7)",
            """
            const fs = require('fs');
            console.log(fs.readFileSync(0, 'utf8'));
            console.log(process.argv.slice(2).join('|'));
            console.log(process.env.GREETING);
            console.log(fs.readFileSync('in/text.txt', 'utf8'));
            console.log('[' + [...fs.readFileSync('in/bytes.bin')].join(', ') + ']');
            fs.mkdirSync('out');
            fs.writeFileSync('out/sum.csv', 'a,b\\n1,2\\n');
            console.error('warned');
            process.exitCode = 7;
            """,
            "console.log('before'); setTimeout(() => {}, 60000)",
            "process.kill(process.pid, 'SIGTERM'); setTimeout(() => {}, 60000)",
            "const held = []; for (;;) held.push(Buffer.alloc(16 << 20, 1))",
            "const fs = require('fs'); const y = 'y'.repeat(65536); for (;;) fs.writeSync(1, y)",
            "for (let i = 0; i < 50000; i++) console.log(String(i).padStart(6, '0'))",
            """
            const { spawn } = require('child_process');
            console.log('started');
            const more = () => { const c = spawn('sleep', ['60'], { stdio: 'ignore' }); c.on('error', () => {}); setImmediate(more); };
            more();
            """),
    BASH(
            "echo \"out $((6 * 7))\"",
            """
            cat; echo
            (IFS='|'; echo "$*")
            echo "$GREETING"
            cat in/text.txt; echo
            echo "[$(od -An -tu1 in/bytes.bin | xargs | sed 's/ /, /g')]"
            mkdir out
            printf 'a,b\\n1,2\\n' > out/sum.csv
            echo warned >&2
            exit 7
            """,
            "echo before; sleep 60",
            "kill -TERM $$; sleep 60",
            "x=yyyyyyyyyyyyyyyy; while :; do x=$x$x; done",
            "yes",
            "seq -f %06.0f 0 49999",
            "echo started; bomb() { bomb | bomb & }; bomb; sleep 60");

    final String prints42;
    final String usesEverything;
    final String sleeps;
    final String signalsItself;
    final String eatsMemory;
    final String floods;
    final String printsLong;
    final String forks;

    Program(
            String prints42,
            String usesEverything,
            String sleeps,
            String signalsItself,
            String eatsMemory,
            String floods,
            String printsLong,
            String forks) {
        this.prints42 = prints42;
        this.usesEverything = usesEverything;
        this.sleeps = sleeps;
        this.signalsItself = signalsItself;
        this.eatsMemory = eatsMemory;
        this.floods = floods;
        this.printsLong = printsLong;
        this.forks = forks;
    }

    String language() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
