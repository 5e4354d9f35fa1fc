import { parse } from 'node:path';
import { suggest } from '../../compiler/foreign/suggest.ts';
import { ownValue } from '../../grammar/own-value.ts';
import { type BuildTarget, buildTargets } from '../../runtime/build/build-targets.ts';
import type { CodeTarget } from '../../runtime/build/code/code-target.ts';
import { codeTargets } from '../../runtime/build/code/code-targets.ts';
import { usage, UsageError } from '../../runtime/usage-error.ts';

/** What a build can be. */
export type Target = BuildTarget | CodeTarget;

const allTargets: readonly Target[] = [...codeTargets, ...buildTargets];

const targetNames = allTargets.map(({ name }) => name);

/** What targets are called elsewhere. */
const otherWords: Readonly<Record<string, string>> = {
  ...{ ts: 'typescript', js: 'typescript', javascript: 'typescript' },
  ...{ 'tensorflow.js': 'tfjs', tensorflowjs: 'tfjs', layers: 'tfjs' },
  ...{ py: 'keras', python: 'keras', tf: 'tensorflow', savedmodel: 'tensorflow' },
};

/** The target where none is named. */
const usualTarget = 'typescript';

/** What `--target` takes, for help. */
export const targetsDoc = `${allTargets.map(({ name, doc }) => `${name}: ${doc}`).join('; ')} (default: ${usualTarget})`;

export const isCode = (target: Target): target is CodeTarget => 'print' in target;

/** The target of a name; throws a UsageError where there is none. */
export function chooseTarget(name = usualTarget): Target {
  const found = allTargets.find((target) => target.name === name);
  if (found !== undefined) return found;
  const listed = targetNames.map((each) => `\`${each}\``).join(', ');
  const suggestion = ownValue(otherWords, name.toLowerCase()) ?? suggest(name, targetNames);
  throw new UsageError(
    `there is no target \`${name}\`: ${suggestion === undefined ? `there are ${listed}` : `did you mean \`${suggestion}\`?`}`,
  );
}

/** Throws a UsageError where a file is named as the folder that a build makes. */
export function checkFolder(out: string): void {
  const { name, ext } = parse(out);
  if (!['.ts', '.js', '.py', '.onnx', '.pb', '.json', '.keras', '.h5'].includes(ext)) return;
  throw usage(`\`${out}\` is named like a file, and a build is a folder`, `write \`-o ${name}\``);
}
