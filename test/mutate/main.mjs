// Breaks the source in many small ways, one at a time, and tells which of them no test notices:
// `npm run mutate -- GLOB... [--sample N] [--seed S] [--tests GLOB]`.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { draw, mutantsOf, sourcesOf } from './sample.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    tests: { type: 'string', multiple: true },
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
tell(JSON.parse(readFileSync(report, 'utf8')));

/** The tests that mirror what is broken, and those of whole files. */
function testsOf(sources) {
  const rooms = new Set(sources.map((file) => file.split('/')[0]));
  const whole = 'test/{cases,compiler,explanations,grammar,habits,lsp}/**/*.test.ts';
  return [whole, ...(rooms.has('runtime') ? ['test/{runtime,laws}/**/*.test.ts'] : [])];
}

/** How many were noticed, and each that was not: its place and what stood there instead. */
function tell({ files: found }) {
  const all = Object.entries(found).flatMap(([file, { mutants, source }]) =>
    mutants
      .filter(({ status }) => !['CompileError', 'Ignored', 'Pending'].includes(status))
      .map((mutant) => ({ file, line: source.split('\n')[mutant.location.start.line - 1], ...mutant })),
  );
  const missed = all.filter(({ status }) => status !== 'Killed' && status !== 'Timeout');
  for (const { file, location, line, replacement, status } of missed) {
    console.log(
      `\n${file}:${location.start.line}:${location.start.column} ${status}\n  ${line.trim()}\n  → ${replacement}`,
    );
  }
  const share = all.length === 0 ? 0 : 1 - missed.length / all.length;
  console.log(`\nnoticed: ${all.length - missed.length} of ${all.length}, ${share.toFixed(3)}`);
}
