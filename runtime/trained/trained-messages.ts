import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { diagnostic, fix } from '../diagnostic.ts';

/** What there is to say of what a run has trained, when it is used; codes are stable. */
export const trainedMessages = {
  runWithoutText: (folder: string): Diagnostic =>
    diagnostic('CNN750', undefined, `the run \`${folder}\` does not hold the texts that it was made from`, {
      ...fix('train it again with this version, or `cnnc build` from its .cnn file with `--weights`'),
    }),
  runNotCompiled: (folder: string, train: string, why: string | undefined): Diagnostic =>
    diagnostic(
      'CNN751',
      undefined,
      `what the run \`${folder}\` was made from does not come to \`train ${train}\` with this version${why === undefined ? '' : `: ${why}`}`,
      fix('use the version that made it, or train it again'),
    ),
  runEngineMissing: (engine: string, reason: string, used: string): Diagnostic =>
    diagnostic(
      'CNN752',
      undefined,
      `the run was trained on \`${engine}\`, which cannot run here: ${reason}; this is computed on \`${used}\`, so that last digits may differ`,
      { severity: 'warning', ...fix(`name the engine to be silent: \`--engine ${used}\``) },
    ),
  otherClasses: (data: string, found: readonly string[], known: readonly string[]): Diagnostic =>
    diagnostic(
      'CNN753',
      undefined,
      `the data \`${data}\` has other classes than the run: ${differing(found, known)}`,
      fix('give data with the classes of the run, in folders of their names'),
    ),
  partEmpty: (part: string, data: string, others: readonly string[]): Diagnostic =>
    diagnostic('CNN754', undefined, `the data \`${data}\` has no examples in the part \`${part}\``, {
      ...fix(`take another: ${others.map((other) => `\`--part ${other}\``).join(', ')}`),
    }),
  dataChanged: (data: string): Diagnostic =>
    diagnostic(
      'CNN758',
      undefined,
      `the data \`${data}\` has changed since the run: its parts are no longer known, so that all of it is taken, what the run was trained on too`,
      {
        severity: 'warning',
        ...fix('give back what was added or taken away, or give other data with `--data NAME=PATH`'),
      },
    ),
  pageKept: (file: string, runs: readonly string[]): Diagnostic =>
    diagnostic(
      'CNN757',
      undefined,
      `\`${file}\` is kept: a page of today would tell no examples of ${runs.map((run) => `\`${run}\``).join(', ')}, whose data cannot be read`,
      fix('give the data with `--data NAME=PATH`, another place with `-o`, or `--force` to replace the page'),
    ),
} as const;

/** The classes that one list has and the other has not; where there are none, that their order differs. */
function differing(found: readonly string[], known: readonly string[]): string {
  const named = (names: readonly string[]): string =>
    names
      .slice(0, 5)
      .map((name) => `\`${name}\``)
      .join(', ') + (names.length > 5 ? ` and ${names.length - 5} more` : '');
  const added = found.filter((name) => !known.includes(name));
  const missing = known.filter((name) => !found.includes(name));
  const parts = [
    ...(added.length > 0 ? [`${named(added)} is not among those of the run`] : []),
    ...(missing.length > 0 ? [`${named(missing)} is missing`] : []),
  ];
  return parts.length > 0 ? parts.join(', ') : 'they come in another order';
}
