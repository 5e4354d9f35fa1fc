import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

const place = resolve('.cache/mutate/program');
const told = join(place, '.cache/told.json');

/** Test files that are tried before all others: those whose paths have most words of the source's in them. */
const nearest = 12;

/** Milliseconds after which tests hang. */
const patience = 900_000;

/**
 * A copy of the tree that is broken, built and tested in processes of its own: what runs as the program is built, in threads, or
 * before the first test, is broken there too.
 */
export class BrokenProgram {
  #tests;
  /** Of test files that have noticed something: whether they fail of nothing, too. */
  #failsAnyway = new Map();

  constructor(globs) {
    this.#tests = globs
      .flatMap((glob) => filesOf(`:(glob)${glob}`))
      .filter((name) => /\.test\.ts$/.test(name));
    if (this.#tests.length === 0) throw new Error(`no test is named ${globs.join(' or ')}`);
    rmSync(place, { recursive: true, force: true });
    for (const name of filesOf()) cpSync(name, join(place, name));
    symlinkSync(resolve('node_modules'), join(place, 'node_modules'));
    const [shared, beside] = [resolve('../shared'), join(place, '../shared')];
    if (existsSync(shared) && !existsSync(beside)) symlinkSync(shared, beside);
  }

  /** The test file that fails where something else stands in a place of a file; undefined where none does. */
  noticer({ file, location: { start, end }, replacement }) {
    const text = readFileSync(file, 'utf8');
    const [from, to] = [offsetOf(text, start), offsetOf(text, end)];
    return this.#with(file, `${text.slice(0, from)}${replacement}${text.slice(to)}`, () => {
      if (!builds()) return 'the build';
      const ranked = this.#tests.toSorted((a, b) => wordsInCommon(file, b) - wordsInCommon(file, a));
      return this.#failing(ranked.slice(0, nearest), file) ?? this.#failing(ranked.slice(nearest), file);
    });
  }

  /** What fails twice of something, and not of nothing, notices it. */
  #failing(tests, file) {
    const left = tests.filter((test) => this.#failsAnyway.get(test) !== true);
    const failed = left.length === 0 ? undefined : failingOf(left);
    if (failed === undefined || !this.#tests.includes(failed)) return failed;
    if (!this.#failsAnyway.has(failed)) {
      const whole = () => builds() && failingOf([failed]) !== undefined;
      this.#failsAnyway.set(failed, this.#with(file, readFileSync(file, 'utf8'), whole));
      builds();
    }
    const isNoticed = !this.#failsAnyway.get(failed) && failingOf([failed]) !== undefined;
    if (isNoticed) return failed;
    return this.#failing(
      left.filter((test) => test !== failed),
      file,
    );
  }

  #with(file, text, act) {
    const path = join(place, file);
    const before = readFileSync(path, 'utf8');
    writeFileSync(path, text);
    try {
      return act();
    } finally {
      writeFileSync(path, before);
    }
  }
}

const builds = () => spawnSync(process.execPath, ['build.mjs'], { cwd: place, stdio: 'ignore' }).status === 0;

/** The first of some test files that fails. */
function failingOf(tests) {
  rmSync(told, { force: true });
  const args = ['vitest', 'run', '--bail', '1', '--reporter', 'json', '--outputFile', told, ...tests];
  const { status } = spawnSync('npx', args, { cwd: place, stdio: 'ignore', timeout: patience });
  if (status === 0) return undefined;
  const { testResults = [] } = existsSync(told) ? JSON.parse(readFileSync(told, 'utf8')) : {};
  const failed = testResults.find((each) => each.status === 'failed');
  return failed === undefined ? 'no end of the tests' : relative(place, failed.name);
}

/** Files of the tree, those that git does not know yet included. */
const filesOf = (...paths) =>
  execFileSync('git', ['ls-files', '-co', '--exclude-standard', '--', ...paths], { encoding: 'utf8' })
    .split('\n')
    .filter((name) => name !== '' && existsSync(name));

const wordsOf = (path) => new Set(path.replace(/(\.isolated)?(\.test)?\.ts$/, '').split(/[/.-]/));

function wordsInCommon(source, test) {
  const words = wordsOf(source);
  return [...wordsOf(test)].filter((word) => words.has(word)).length;
}

/** Lines and columns count from 1. */
function offsetOf(text, { line, column }) {
  let at = 0;
  for (let passed = 1; passed < line; passed++) at = text.indexOf('\n', at) + 1;
  return at + column - 1;
}
