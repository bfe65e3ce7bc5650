// A reporter of node --test: every step as one JSON object a line.
import { relative } from 'node:path';

const ROOT = process.cwd();
const UNMATCHED = 'test name does not match pattern';

const cut = (text, limit = 4000) =>
  text.length <= limit ? text : `${text.slice(0, limit / 2)}\n[…]\n${text.slice(-limit / 2)}`;
const line = (event, more = {}) => `${JSON.stringify({ event, ...more })}\n`;
const inside = (file) => (file?.startsWith(`${ROOT}/`) ? relative(ROOT, file) : undefined);

/** Full names of nested tests; node tells of a parent before it tells of its children. */
class Names {
  #open = new Map();

  of({ file, nesting, name }) {
    const path = this.#open.get(file) ?? [];
    path.length = nesting;
    path.push(name);
    this.#open.set(file, path);
    return cut(path.join(' > '), 500);
  }
}

const isFile = (test) => test.name === test.file;

function explain(error, stderr) {
  const cause = error.cause ?? error;
  const text = typeof cause === 'string' ? cause : `${cause?.message ?? error.message}`;
  if (stderr) {
    return cut(`${text}\n${stderr}`);
  }
  const at = `${cause?.stack ?? ''}`
    .split('\n')
    .map((frame) => frame.match(/(?:file:\/\/)?(\/[^()]+):(\d+):\d+\)?$/))
    .find((frame) => frame && inside(frame[1]));
  return cut(at ? `${inside(at[1])}:${at[2]}: ${text}` : text);
}

function outcome(type, test) {
  if (test.skip !== undefined) {
    return { outcome: 'skipped', message: test.skip === true ? undefined : `${test.skip}` };
  }
  if (test.todo !== undefined) {
    return { outcome: 'skipped', message: test.todo === true ? 'todo' : `todo: ${test.todo}` };
  }
  if (type === 'test:pass') {
    return { outcome: 'passed' };
  }
  const kind = test.details.error?.failureType;
  const own = ['testCodeFailure', 'subtestsFailed', 'testTimeoutFailure'].includes(kind);
  return { outcome: own && !isFile(test) ? 'failed' : 'error' };
}

export default async function* reporter(source) {
  const running = new Names();
  const ended = new Names();
  const stderr = new Map();
  for await (const { type, data } of source) {
    switch (type) {
      case 'test:dequeue':
        if (isFile(data)) {
          yield line('start', { name: inside(data.file) ?? data.name, file: inside(data.file) });
        } else {
          yield line('left_out', { name: inside(data.file), file: inside(data.file) });
          yield line('start', { name: running.of(data), file: inside(data.file), line: data.line });
        }
        break;
      case 'test:start':
        ended.of(data);
        break;
      case 'test:stderr':
        stderr.set(data.file, cut((stderr.get(data.file) ?? '') + data.message));
        break;
      case 'test:pass':
      case 'test:fail': {
        const file = inside(data.file);
        const name = isFile(data) ? (file ?? data.name) : ended.of(data);
        if (data.skip === UNMATCHED || data.details.type === 'suite') {
          yield line('left_out', { name, file });
          break;
        }
        const message = data.details.error
          ? explain(data.details.error, isFile(data) ? stderr.get(data.file) : undefined)
          : undefined;
        const seconds = (data.details.duration_ms ?? 0) / 1000;
        const at = isFile(data) ? undefined : data.line;
        yield line('case', { name, file, line: at, seconds, message, ...outcome(type, data) });
        break;
      }
      case 'test:coverage': {
        const { files, totals } = data.summary;
        for (const file of files.filter((f) => inside(f.path))) {
          const missing =
            file.uncoveredLineNumbers ?? file.lines.filter((l) => !l.count).map((l) => l.line);
          yield line('covered', {
            file: inside(file.path),
            percent: file.coveredLinePercent,
            missing: missing.slice(0, 5000),
          });
        }
        yield line('coverage', { percent: totals.coveredLinePercent });
        break;
      }
    }
  }
  yield line('end');
}
