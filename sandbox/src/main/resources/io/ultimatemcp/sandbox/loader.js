// Waits, inside a sandbox that nobody has used, for the one program that it will ever run.
// One byte on standard input says that /job/spec and /work are complete; the rest of it is the program's.
'use strict';
const fs = require('fs');
const byte = Buffer.alloc(1);
if (fs.readSync(0, byte, 0, 1) !== 1) process.exit(0);
const words = fs.readFileSync('/job/spec', 'utf8').split('\0').slice(0, -1);
const count = Number(words[0]);
process.argv = [process.execPath, '/work/main.js', ...words.slice(1, count + 1)];
for (const pair of words.slice(count + 1)) {
  const at = pair.indexOf('=');
  process.env[pair.slice(0, at)] = pair.slice(at + 1);
}
delete require.cache[__filename];
require('module').runMain();
