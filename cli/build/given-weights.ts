import { checkWeightNames } from '../../runtime/prepare/run-settings.ts';
import { UsageError } from '../../runtime/usage-error.ts';

/** What `--weights` gives to a build. */
export interface GivenWeights {
  /** The folder of a run, or its file of weights: all that the model has. */
  readonly run?: string;
  /** Files by the name of the set of weights that they are. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * Tells runs from files for the sets that a model begins with, which are written NAME=PATH. `exists`: whether a path, which
 * may have `=` in its name, is there.
 */
export function givenWeights(
  written: readonly string[],
  sets: readonly string[],
  model: string,
  exists: (path: string) => boolean,
): GivenWeights {
  const runs: string[] = [];
  const files: [string, string][] = [];
  for (const each of written) {
    const at = each.indexOf('=');
    const name = each.slice(0, Math.max(at, 0));
    if (name !== '' && (sets.includes(name) || (isWord(name) && !exists(each))))
      files.push([name, each.slice(at + 1)]);
    else runs.push(each);
  }
  const [run, second] = runs;
  if (second !== undefined)
    throw new UsageError(`\`--weights\` names two runs, \`${run}\` and \`${second}\``);
  checkWeightNames(Object.fromEntries(files), sets, model);
  const [first] = files;
  if (run === undefined) return { files: Object.fromEntries(files) };
  if (first === undefined) return { run, files: {} };
  throw new UsageError(
    `\`${run}\` has all weights of \`${model}\`\n  = fix: leave out \`--weights ${first.join('=')}\``,
  );
}

const isWord = (text: string): boolean => /^[A-Za-z_]\w*$/.test(text);
