import { diagnostic, fix } from '../diagnostic.ts';

/** What is said of engines. */
export const engineMessages = {
  workerFailed: (reason: string) =>
    diagnostic('CNN642', undefined, `a thread that prepares the data failed: ${reason}`, {
      ...fix('go on with `--resume`; where memory was short, close other programs or use a smaller batch'),
    }),
  engineUnavailable: (engine: string, reason: string, remedy: string) =>
    diagnostic('CNN640', undefined, `the engine \`${engine}\` cannot run here: ${reason}`, {
      ...fix(remedy),
    }),
  engineMissed: (engine: string, missed: string, reason: string, remedy: string) =>
    diagnostic(
      'CNN720',
      undefined,
      `this runs on \`${engine}\`: the faster \`${missed}\` is not here, since ${reason}`,
      {
        severity: 'warning',
        ...fix(remedy),
      },
    ),
  engineNotInstalled: (engine: string, reason: string, remedy: string) =>
    diagnostic('CNN643', undefined, `the engine \`${engine}\` could not be installed: ${reason}`, {
      ...fix(remedy),
    }),
  engineFailed: (engine: string, reason: string, where: string) =>
    diagnostic('CNN641', undefined, `the engine \`${engine}\` failed in ${where}: ${reason}`, {
      ...fix('try a smaller batch (`--batch N`) or another engine (`cnnc engines` lists them)'),
    }),
} as const;
