import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createInstrumenter } from '@stryker-mutator/instrumenter';
import { commonTokens } from '@stryker-mutator/api/plugin';
import { createInjector } from 'typed-inject';

/** What builds print as it stands: a break in it would be printed for all that is built at once. */
const printed = 'compiler/codegen/typescript/parts/';

/** The sources that match globs of git's. */
export function sourcesOf(globs) {
  const paths = globs.map((glob) => `:(glob)${glob}`);
  const listed = execFileSync('git', ['ls-files', '--', ...paths], { encoding: 'utf8' });
  const files = listed
    .split('\n')
    .filter((name) => /\.ts$/.test(name) && !/\.d\.ts$|^test\//.test(name) && !name.startsWith(printed));
  if (globs.length === 0 || files.length === 0)
    throw new Error('name sources: npm run mutate -- "compiler/**"');
  return files;
}

/** Every way in which Stryker breaks these files. */
export async function mutantsOf(files) {
  const silent = () => undefined;
  const logger = { debug: silent, info: silent, warn: silent, isDebugEnabled: () => false };
  const instrumenter = createInjector()
    .provideValue(commonTokens.logger, logger)
    .injectFunction(createInstrumenter);
  const contents = files.map((name) => ({ name, content: readFileSync(name, 'utf8'), mutate: true }));
  const options = { plugins: null, excludedMutations: [], ignorers: [] };
  const { mutants } = await instrumenter.instrument(contents, options);
  return mutants.map(({ fileName, location: { start, end }, mutatorName, replacement }) => ({
    range: `${fileName}:${start.line + 1}:${start.column}-${end.line + 1}:${end.column}`,
    name: nameOf(fileName, start, mutatorName, replacement),
  }));
}

/** What tells a mutant from all others. */
export const nameOf = (file, { line, column }, mutator, replacement) =>
  `${file}:${line}:${column} ${mutator} ${replacement}`;

/** So many of them by chance, the same ones of a seed. */
export function draw(mutants, count, seed) {
  const rank = ({ name }) => createHash('sha256').update(`${seed} ${name}`).digest('hex');
  return mutants
    .map((mutant) => [rank(mutant), mutant])
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, count)
    .map(([, mutant]) => mutant);
}
