package io.ultimatemcp.analysis.hint;

import static io.ultimatemcp.analysis.hint.HintCases.bash;
import static io.ultimatemcp.analysis.hint.HintCases.javascript;
import static io.ultimatemcp.analysis.hint.HintCases.python;

import org.junit.jupiter.api.Test;

/** Programs that nobody need be told anything about. */
final class OrdinaryProgramsTest {
    @Test
    void theFunctionThatTheOriginalRefusedGivesNone() {
        python(
                """
                def primes(limit):
                    sieve = [True] * (limit + 1)
                    sieve[0] = sieve[1] = False
                    for number in range(2, int(limit ** 0.5) + 1):
                        if sieve[number]:
                            for multiple in range(number * number, limit + 1, number):
                                sieve[multiple] = False
                    return [number for number, prime in enumerate(sieve) if prime]


                total = 0
                for prime in primes(100):
                    total += prime
                print(total)
                """);
    }

    @Test
    void anEvaluationOfDataGivesNone() {
        python(
                """
                import asyncio
                import os
                import sys
                import json
                import argparse
                from dataclasses import dataclass, field
                from pathlib import Path

                import numpy as np
                import pandas as pd
                import matplotlib.pyplot as plt


                @dataclass
                class Row:
                    name: str
                    values: list = field(default_factory=list)

                    def __repr__(self):
                        return f"{type(self).__name__}({self.name!r})"

                    def __eq__(self, other):
                        return self.__class__ is other.__class__ and self.__dict__ == other.__dict__


                async def fetch(n):
                    await asyncio.sleep(0)
                    return n * 2


                async def main():
                    results = await asyncio.gather(*(fetch(i) for i in range(10)))
                    print("{:>5} {name}".format(sum(results), name="total"))


                def parse():
                    parser = argparse.ArgumentParser()
                    parser.add_argument("--n", type=int, default=3)
                    return vars(parser.parse_args([]))


                df = pd.DataFrame({"a": np.arange(10), "b": np.linspace(0, 1, 10)})
                print(df.eval("a + b").sum(), df.query("a > 3").shape)
                for key, group in df.groupby("a"):
                    value = getattr(group, "b", None)
                os.makedirs("out", exist_ok=True)
                with open(os.path.join("out", "x.json"), "w") as f:
                    json.dump({"a": 1}, f)
                df.to_csv(Path("out") / "t.csv")
                plt.plot(df["a"], df["b"])
                plt.savefig("out/p.png")
                if __name__ == "__main__":
                    asyncio.run(main())
                    sys.exit(0)
                """);
    }

    @Test
    void aServerWithRoutesGivesNone() {
        javascript(
                """
                'use strict';
                const express = require('express');
                const path = require('path');
                const { readFile } = require('fs/promises');

                const app = express();
                app.use(express.json());

                class Store extends Map {
                  constructor(items = []) {
                    super(items);
                    this.count = 0;
                  }
                  add(item) {
                    this.count += 1;
                    return this.set(item.id, { ...item, created: Date.now() });
                  }
                  get [Symbol.toStringTag]() { return this.constructor.name; }
                }

                const store = new Store();
                app.get('/items/:id', async (req, res, next) => {
                  try {
                    const item = store.get(req.params.id) ?? null;
                    if (!item) return res.status(404).json({ error: `no item ${req.params.id}` });
                    const text = await readFile(path.join(__dirname, 'page.html'), 'utf8');
                    res.send(text.replace('{{name}}', item.name));
                  } catch (e) {
                    next(e);
                  }
                });
                const handlers = { create: (x) => x, remove: (x) => x };
                const result = handlers[process.env.ACTION || 'create'](1);
                if (require.main === module) {
                  app.listen(process.env.PORT || 3000, () => console.log('up'));
                }
                setTimeout(() => console.log(typeof Function), 10);
                module.exports = { app, store, result };
                """);
    }

    @Test
    void aShellScriptWithOptionsGivesNone() {
        bash(
                """
                #!/usr/bin/env bash
                set -euo pipefail
                DIR="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
                source "$DIR/lib.sh"
                usage() { cat <<EOF
                usage: $0 [-v] FILE
                EOF
                }
                while getopts "vh" opt; do
                  case "$opt" in
                    v) VERBOSE=1 ;;
                    h) usage; exit 0 ;;
                    *) usage >&2; exit 2 ;;
                  esac
                done
                shift $((OPTIND - 1))
                tmp="$(mktemp -d)"
                trap 'rm -rf "$tmp"' EXIT
                for f in "$@"; do
                  if [[ -f "$f" ]]; then
                    sort "$f" | uniq -c | sort -rn | head -5 > "$tmp/$(basename "$f").txt"
                  fi
                done
                find . -name '*.log' -print0 | xargs -0 gzip
                tar czf out.tgz -C "$tmp" . 2>/dev/null || { echo "failed" >&2; exit 1; }
                awk '{ print $1 }' out.txt | while read -r line; do echo "$line"; done
                printf '%s\\n' "done in ${SECONDS}s"
                """);
    }

    @Test
    void aVisitorAndAServerThatListensAreTwoPiecesOfInformation() {
        python(
                """
                class Visitor:
                    def visit(self, node):
                        return getattr(self, f"visit_{type(node).__name__}", self.other)(node)
                """,
                "3:30-3:60 info built-name");
        javascript(
                """
                import http from "node:http";
                http.createServer((request, response) => response.end("hello")).listen(3000);
                """,
                "1:18-1:29 info network");
    }
}
