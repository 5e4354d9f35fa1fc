// Breaks the source in many small ways, one at a time, and tells which of them no test notices:
// `npm run mutate -- GLOB... [--sample N] [--seed S] [--tests GLOB] [--quick]`.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { BrokenProgram } from './broken-program.mjs';
import { equivalents } from './equivalents.mjs';
import { draw, mutantsOf, sourcesOf } from './sample.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    tests: { type: 'string', multiple: true },
    // Leaves it at what Stryker's own run notices.
    quick: { type: 'boolean', default: false },
  },
});
const report = '.cache/mutate/report.json';
const files = sourcesOf(positionals);
const drawn =
  values.sample === undefined ? undefined : draw(await mutantsOf(files), Number(values.sample), values.seed);

mkdirSync('.cache/mutate', { recursive: true });
if (drawn !== undefined) writeFileSync('.cache/mutate/drawn.json', JSON.stringify(drawn));
process.env.CNNC_MUTATE_TESTS = JSON.stringify(values.tests ?? testsOf(files));

await new Stryker({
  mutate: drawn?.map(({ range }) => range) ?? files,
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutate/vitest.config.ts' },
  plugins: ['@stryker-mutator/vitest-runner', './test/mutate/only-drawn.mjs'],
  checkers: drawn === undefined ? [] : ['only-drawn'],
  coverageAnalysis: 'perTest',
  // What is made before the first test would need all tests: it is looked at again, from the nearest on.
  ignoreStatic: true,
  disableTypeChecks: false,
  concurrency: 1,
  // The first run is of all tests at once.
  dryRunTimeoutMinutes: 60,
  tempDirName: '.cache/mutate/work',
  ignorePatterns: ['dist', 'bench', 'coverage', 'runs'],
  reporters: ['progress-append-only', 'json'],
  jsonReporter: { fileName: report },
  allowConsoleColors: false,
}).runMutationTest();
const all = breaksOf(JSON.parse(readFileSync(report, 'utf8')));
const left = all.filter(({ status }) => status !== 'Killed' && status !== 'Timeout');
tell(values.quick ? left : lookAgain(left));

/** The tests that mirror what is broken, and those of whole files. */
function testsOf(sources) {
  const rooms = new Set(sources.map((file) => file.split('/')[0]));
  const whole = 'test/{cases,compiler,explanations,grammar,habits,lsp}/**/*.test.ts';
  return [whole, ...(rooms.has('runtime') ? ['test/{runtime,laws}/**/*.test.ts'] : [])];
}

/** The breaks that were tried, each with the line that it stands in. */
function breaksOf({ files: found }) {
  return Object.entries(found).flatMap(([file, { mutants, source }]) =>
    mutants
      .filter(({ status }) => !['CompileError', 'Pending'].includes(status))
      .map((mutant) => ({
        file,
        line: source.split('\n')[mutant.location.start.line - 1].trim(),
        ...mutant,
      })),
  );
}

/** Those that no test of the program as it is built notices either; the nearest tests come first. */
function lookAgain(breaks) {
  const program = new BrokenProgram(['test/**']);
  return breaks.filter((each) => {
    const noticer = isEquivalent(each) ? undefined : program.noticer(each);
    if (noticer !== undefined) console.log(`${placeOf(each)} noticed by ${noticer}`);
    return noticer === undefined;
  });
}

/** How many were noticed, and each that was not: its place and what stood there instead. */
function tell(missed) {
  const unnoticed = missed.filter((each) => !isEquivalent(each));
  for (const each of unnoticed) {
    console.log(`\n${placeOf(each)} ${each.status}\n  ${each.line}\n  → ${each.replacement}`);
  }
  const [noticed, argued] = [all.length - missed.length, missed.length - unnoticed.length];
  const share = all.length === 0 ? 0 : (noticed + argued) / all.length;
  console.log(`\nnoticed: ${noticed} of ${all.length}, no difference: ${argued}; ${share.toFixed(3)}`);
}

function placeOf({ file, location: { start } }) {
  return `${file}:${start.line}:${start.column}`;
}

function isEquivalent({ file, line, replacement }) {
  return equivalents.some(
    (known) => known.file === file && known.line === line && known.replacement === replacement,
  );
}
