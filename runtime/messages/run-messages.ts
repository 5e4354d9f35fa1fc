import { diagnostic, fix } from '../diagnostic.ts';
import type { Span } from '../../grammar/span.ts';
import type { Claimant } from '../files/claim.ts';
import type { WriteFailure } from '../files/write-failure.ts';

/** What is said of run folders, checkpoints and losses. */
export const runMessages = {
  outUnwritable: (directory: string, { reason, fix: remedy }: WriteFailure) =>
    diagnostic('CNN620', undefined, `the run folder \`${directory}\` cannot be written: ${reason}`, {
      ...fix(`${remedy}, or give another place with \`--out DIR\``),
    }),
  outIsFile: (path: string) =>
    diagnostic('CNN620', undefined, `the run folder \`${path}\` cannot be written: it is a file`, {
      ...fix('give a new or empty folder with `--out DIR`'),
    }),
  resultInData: (path: string, data: string, remedy: string) =>
    diagnostic('CNN691', undefined, `\`${path}\` lies in the directory of the data \`${data}\``, {
      notes: ['what lies there is data: a folder would be a class of it, and a file may be an example'],
      ...fix(`give a place outside of it: \`${remedy}\`, say`),
    }),
  outTaken: (directory: string) =>
    diagnostic('CNN621', undefined, `\`${directory}\` already holds files that are not a run`, {
      ...fix('give a new or empty folder with `--out DIR`'),
    }),
  outIsRun: (directory: string) =>
    diagnostic('CNN621', undefined, `\`${directory}\` already holds a run`, {
      ...fix('go on with it with `--resume`, or give another folder with `--out DIR`'),
    }),
  notARun: (directory: string, found: string, isResumed: boolean) =>
    diagnostic(
      'CNN622',
      undefined,
      `\`${directory}\` is not ${isResumed ? 'a run to resume' : 'the folder of a run'}: ${found}`,
      fix(
        isResumed
          ? 'give the folder of an earlier run with `--out DIR`, or leave out `--resume`'
          : 'give the folder that `cnnc run` made; `cnnc runs` lists those in `runs`',
      ),
    ),
  runDiffers: (directory: string, differences: readonly string[]) =>
    diagnostic('CNN623', undefined, `the run in \`${directory}\` was made from something else`, {
      notes: differences,
      ...fix('resume with what it was made from, or leave out `--resume` and give another `--out DIR`'),
    }),
  checkpointBroken: (file: string, problem: string) =>
    diagnostic('CNN624', undefined, `the checkpoint \`${file}\` is damaged: ${problem}`, {
      ...fix('remove the file to train from the beginning, or start a new run'),
    }),
  lossNotFinite: (span: Span | undefined, loss: number, where: string, kept: string) =>
    diagnostic('CNN630', span, `the loss became ${Number.isNaN(loss) ? 'NaN' : 'infinite'} in ${where}`, {
      notes: [kept],
      ...fix('lower the learning rate, and check that `prepare` scales the pixels (`Rescaling(1/255)`)'),
    }),
  neverFinite: (span: Span | undefined, loss: number, where: string) =>
    diagnostic(
      'CNN617',
      span,
      `the loss is ${Number.isNaN(loss) ? 'NaN' : 'infinite'} in ${where}, before any update`,
      {
        notes: ['the learning rate has no part in it: the weights are still those that the run began with'],
        ...fix(
          'look for a `Log` or `Sqrt` of what can be 0 or less, a division by what can be 0, and large factors',
        ),
      },
    ),
  diskFailed: (file: string, { reason, fix: remedy }: WriteFailure) =>
    diagnostic('CNN631', undefined, `\`${file}\` could not be written: ${reason}`, {
      ...fix(`${remedy}; then go on with \`--resume\``),
    }),
  folderGone: (directory: string) =>
    diagnostic(
      'CNN686',
      undefined,
      `the run folder \`${directory}\` is no longer this run’s: it was moved or removed while the run trained`,
      {
        ...fix(
          'start the run anew, with another folder (`--out DIR`); where its folder was moved, go on there with `--resume`',
        ),
      },
    ),
  folderInUse: (directory: string, { pid, host, elsewhere, file }: Claimant) =>
    diagnostic(
      'CNN680',
      undefined,
      `another process is at work in the run folder \`${directory}\`: ${pid}${elsewhere ? ` on ${host || 'another machine'}` : ''}`,
      {
        ...(elsewhere
          ? { notes: [`whether it still lives cannot be seen from here; its claim is \`${file}\``] }
          : {}),
        ...fix(
          elsewhere
            ? `wait until it has ended (where it has, remove \`${file}\`), or give another folder with \`--out DIR\``
            : `wait until it has ended, or stop it (\`kill ${pid}\`), or give another folder with \`--out DIR\``,
        ),
      },
    ),
  meaningUnreadable: (run: string, found: string) =>
    diagnostic('CNN693', undefined, `the run \`${run}\` does not say what its weights were trained to give`, {
      severity: 'warning',
      notes: [found, 'the build names no classes and no boxes'],
      ...fix('take `run.json` from a copy of the run, or build without the names'),
    }),
} as const;
