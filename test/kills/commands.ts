import type { BuildCommand } from './kill-builds.ts';
import type { DownloadCommand } from './kill-downloads.ts';
import type { RunCommand } from './kill-runs.ts';

/** The command line, with its fastest engine. */
const program = 'dist/cli/main.js';
/** `cnnc run` of a spec on an engine. */
export const runOf =
  (spec: string, engine = 'cpu'): RunCommand =>
  (folder, resume) => [
    program,
    'run',
    spec,
    '--engine',
    engine,
    '--out',
    folder,
    ...(resume ? ['--resume'] : []),
  ];

/** `cnnc build` of a spec, for one target and then for another. */
export const buildOf =
  (spec: string): BuildCommand =>
  (folder, which) => [
    program,
    'build',
    spec,
    '--target',
    which === 'old' ? 'onnx' : 'tensorflow',
    '-o',
    folder,
    '--force',
  ];

/** What does no more than write as a run, a build and a download do, on an engine that takes no time: `victim.ts`, bundled. */
export const victimsOf = (
  victim: string,
): { readonly run: RunCommand; readonly build: BuildCommand; readonly download: DownloadCommand } => ({
  run: (folder, resume) => [victim, 'run', folder, ...(resume ? ['resume'] : [])],
  build: (folder, which) => [victim, 'build', folder, which],
  download: (path, url) => [victim, 'download', path, url],
});
