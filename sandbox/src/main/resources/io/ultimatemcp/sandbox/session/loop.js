// The loop of a session: reads a cell from /job/control, runs it in one scope, answers on /job/reply.
// What a cell breaks here is its own session's loss. The inspector's REPL mode gives await at the top
// and lets a later cell declare a name again.
'use strict';
const fs = { ...require('fs') };
const { createRequire } = require('module');
const { dirname } = require('path');
const { inspect } = require('util');
const { Writable } = require('stream');
const vm = require('vm');
const inspector = new (require('inspector').Session)();

const MAX_NAMES = 20000, MAX_DEPTH = 32, MAX_FILES = 256, MAX_BYTES = 32 << 20, CHUNK = 1 << 15;
const O = fs.constants;
const { setImmediate, setInterval, clearInterval } = globalThis;
const later = (act, ...rest) => new Promise((ok, no) =>
  act(...rest, (failure, ...values) => (failure ? no(failure) : ok(values[0]))));

class Exit {
  constructor(code) { this.code = code; }
}

let current = null;

// One cell as it came. Reading waits in a thread of the pool, so timers go on meanwhile.
async function work() {
  const control = fs.openSync('/job/control', 'r');
  try {
    const byte = Buffer.alloc(1);
    let size = '';
    while (!size.endsWith('\n')) {
      await later(fs.read, control, byte, 0, 1, null);
      size += byte.toString();
    }
    const body = Buffer.alloc(Number(size));
    for (let at = 0; at < body.length;) {
      at += await later(fs.read, control, body, at, body.length - at, null);
    }
    return parse(body);
  } finally {
    fs.closeSync(control);
  }
}

function parse(body) {
  let at = 0;
  const bytes = () => {
    const colon = body.indexOf(':', at);
    const end = colon + 1 + Number(body.toString('latin1', at, colon));
    const field = body.subarray(colon + 1, end);
    at = end;
    return field;
  };
  const text = () => bytes().toString();
  const many = (read) => Array.from({ length: Number(text()) }, read);
  return {
    number: Number(text()),
    code: text(),
    stdin: bytes(),
    args: many(text),
    env: many(() => [text(), text()]),
    files: many(() => [text(), bytes()]),
  };
}

function tell(pipe, letter, content = Buffer.alloc(0)) {
  writeAll(pipe, Buffer.concat([Buffer.from(`${content.length + 1}\n${letter}`), content]));
}

function writeAll(file, content) {
  for (let at = 0; at < content.length;) at += fs.writeSync(file, content, at);
}

// What each file of /work looks like now, and whether some were not looked at.
function stamps() {
  const found = new Map();
  const waiting = [['', 0]];
  let names = 0, partial = false;
  while (waiting.length > 0) {
    const [prefix, depth] = waiting.pop();
    try {
      for (const entry of fs.readdirSync('/work/' + prefix, { withFileTypes: true })) {
        if (++names > MAX_NAMES) return [found, true];
        const path = prefix + entry.name;
        if (entry.isDirectory()) {
          if (depth === MAX_DEPTH) partial = true;
          else waiting.push([path + '/', depth + 1]);
        } else if (entry.isFile()) {
          const s = fs.lstatSync('/work/' + path, { bigint: true });
          found.set(path, `${s.ino} ${s.size} ${s.mtimeNs} ${s.ctimeNs}`);
        }
      }
    } catch {
      partial = true;
    }
  }
  return [found, partial];
}

function sendFiles(pipe, before) {
  let [now, partial] = stamps();
  const changed = [...now.keys()].filter((path) => before.get(path) !== now.get(path)).sort();
  let room = MAX_BYTES;
  for (const path of changed.slice(0, MAX_FILES)) {
    let file;
    try {
      file = fs.openSync('/work/' + path, O.O_RDONLY | O.O_NOFOLLOW | O.O_NONBLOCK);
      const state = fs.fstatSync(file);
      if (!state.isFile() || state.size > room) {
        partial = true;
        continue;
      }
      room -= state.size;
      tell(pipe, 'f', Buffer.from(path));
      const chunk = Buffer.alloc(CHUNK);
      for (let left = state.size; left > 0;) {
        const read = fs.readSync(file, chunk, 0, Math.min(CHUNK, left), null);
        if (read === 0) break;
        left -= read;
        tell(pipe, 'd', chunk.subarray(0, read));
      }
    } catch (failure) {
      if (failure.syscall === 'write') throw failure;
      partial = true;
    } finally {
      if (file !== undefined) fs.closeSync(file);
    }
  }
  if (partial || changed.length > MAX_FILES) tell(pipe, 't');
}

function plant(files) {
  for (const [path, content] of files) {
    const place = '/work/' + path;
    fs.mkdirSync(dirname(place), { recursive: true });
    fs.rmSync(place, { force: true });
    fs.writeFileSync(place, content, { flag: 'wx' });
  }
}

// Fresh descriptors 0, 1 and 2, whatever the last cell did to the old ones: the lowest that is free is taken.
function redirect(stdin) {
  let kept = '/dev/null';
  if (stdin.length > 0) {
    kept = '/tmp/.stdin';
    fs.rmSync(kept, { force: true });
    fs.writeFileSync(kept, stdin, { flag: 'wx', mode: 0o600 });
  }
  const flags = [[0, kept, 'r'], [1, '/job/out', 'w'], [2, '/job/err', 'w']];
  for (const [number, path, mode] of flags) {
    try { fs.closeSync(number); } catch { /* a cell closed it */ }
    fs.openSync(path, mode === 'r' ? O.O_RDONLY : O.O_WRONLY);
  }
  if (stdin.length > 0) fs.rmSync(kept, { force: true });
}

// Streams over the descriptors that have written when they return.
function stream(number) {
  const made = new Writable({
    decodeStrings: true,
    write(chunk, encoding, done) {
      try {
        writeAll(number, chunk);
        done();
      } catch (failure) {
        done(failure);
      }
    },
  });
  made.fd = number;
  made.on('error', () => {});
  return made;
}

function furnish() {
  for (const [name, number] of [['stdout', 1], ['stderr', 2]]) {
    const made = stream(number);
    Object.defineProperty(process, name, { get: () => made, configurable: true, enumerable: true });
  }
  globalThis.require = createRequire('/work/');
  globalThis.module = { exports: {} };
  globalThis.exports = globalThis.module.exports;
  process.exit = (code) => { throw new Exit(code ?? process.exitCode ?? 0); };
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
}

// A failure outside the cell's own line of control, such as in a timer, counts for the cell that runs.
function fail(failure) {
  if (current === null) complain(failure);
  else if (failure instanceof Exit) current.end(status(failure.code));
  else {
    complain(failure);
    current.failed = true;
  }
}

function status(code) {
  const number = Number(code);
  return Number.isInteger(number) ? number & 255 : 1;
}

function complain(failure) {
  let text;
  try {
    text = failure instanceof Error || typeof failure?.stack === 'string'
      ? own(String(failure.stack), failure)
      : 'Uncaught ' + inspect(failure);
  } catch {
    text = 'Uncaught exception';
  }
  try { writeAll(2, Buffer.from(text + '\n')); } catch { /* a cell closed it */ }
}

// The stack without the frames of this file.
function own(stack, failure) {
  const lines = stack.split('\n');
  const end = lines.findIndex((line) => line.includes('(node:inspector:') || line.includes('/job/'));
  const text = (end < 0 ? lines : lines.slice(0, end)).join('\n');
  const { code } = failure;
  if (code === 'ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING') {
    return text + "\nIn a session, load modules with require('name') instead of import('name').";
  }
  if (text === 'SyntaxError: Cannot use import statement outside a module') {
    return text + "\nIn a session, load modules with require('name') instead of import … from 'name'.";
  }
  return text;
}

function post(method, parameters) {
  return new Promise((ok, no) => inspector.post(method, parameters, (failure, answer) =>
    (failure ? no(failure) : ok(answer))));
}

// The value behind the inspector's description of it.
async function valueOf(remote) {
  let taken;
  globalThis[Symbol.for('session.take')] = (value) => { taken = value; };
  const argument = remote.objectId !== undefined
    ? { objectId: remote.objectId }
    : remote.unserializableValue !== undefined
      ? { unserializableValue: remote.unserializableValue }
      : { value: remote.value };
  const { result } = await post('Runtime.evaluate', { expression: "globalThis[Symbol.for('session.take')]" });
  await post('Runtime.callFunctionOn', {
    functionDeclaration: 'function (value) { this(value); }',
    objectId: result.objectId,
    arguments: [argument],
  });
  delete globalThis[Symbol.for('session.take')];
  await post('Runtime.releaseObject', { objectId: result.objectId });
  return taken;
}

async function evaluate(cell) {
  const source = `${cell.code}\n//# sourceURL=cell-${cell.number}.js`;
  const answer = await new Promise((ok, no) => {
    const evaluating = () => inspector.post(
      'Runtime.evaluate',
      { expression: source, replMode: true, awaitPromise: true },
      (failure, made) => (failure ? no(failure) : ok(made)));
    globalThis[Symbol.for('session.go')] = evaluating;
    try {
      // SIGINT ends what runs below this call, an endless loop too
      new vm.Script("globalThis[Symbol.for('session.go')]()").runInThisContext({ breakOnSigint: true });
    } catch (failure) {
      no(failure);
    }
  });
  if (answer.exceptionDetails) {
    throw await valueOf(answer.exceptionDetails.exception ?? answer.result);
  }
  let value = answer.result.type === 'undefined' ? undefined : await valueOf(answer.result);
  if (value instanceof Promise) value = await value;
  if (value !== undefined) process.stdout.write(inspect(value, { maxStringLength: 100000 }) + '\n');
}

// Runs a cell; its exit status.
async function run(cell) {
  let interrupt;
  // Without something to come, node would leave while a cell waits for a promise that nobody keeps.
  const alive = setInterval(() => {}, 1 << 30);
  const ended = new Promise((end) => {
    current = { failed: false, end };
    interrupt = () => {
      complain(new Error('interrupted'));
      end(130);
    };
  });
  process.removeAllListeners('SIGINT');
  process.on('SIGINT', interrupt);
  process.argv = [process.execPath, '', ...cell.args];
  const old = cell.env.map(([name]) => [name, process.env[name]]);
  for (const [name, value] of cell.env) process.env[name] = value;
  process.exitCode = undefined;
  const evaluated = evaluate(cell).then(
    async () => {
      await new Promise((ok) => setImmediate(ok)); // rejections that nobody handles are told in between
      return current?.failed ? 1 : status(process.exitCode ?? 0);
    },
    (failure) => {
      if (failure instanceof Exit) return status(failure.code);
      if (failure?.code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED') return interrupt();
      complain(failure);
      return 1;
    });
  const code = await Promise.race([ended, evaluated]) ?? 130;
  clearInterval(alive);
  process.exitCode = undefined;
  for (const [name, value] of old) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  current = null;
  return code;
}

async function serve() {
  inspector.connect();
  furnish();
  process.on('SIGINT', () => {});
  for (;;) {
    const cell = await work();
    let code = 1, before = new Map();
    redirect(cell.stdin);
    try {
      plant(cell.files);
      [before] = stamps();
      code = await run(cell);
    } catch (failure) {
      [before] = stamps();
      complain(failure);
    }
    const pipe = fs.openSync('/job/reply', 'w');
    tell(pipe, 'h', Buffer.from(`${cell.number} ${code}`));
    sendFiles(pipe, before);
    tell(pipe, 'e');
    fs.closeSync(pipe);
  }
}

serve();
