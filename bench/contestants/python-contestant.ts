import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type Entry, skip, type Task } from './contestant.ts';

export const frameworks = ['keras', 'keras-jit', 'torch', 'torch-cl'] as const;
export type Framework = (typeof frameworks)[number];

const run = promisify(execFile);
const python = join(homedir(), '.cache/cnnc-peers/bin/python');
const script = resolve('../shared/peers/train_step.py');

/** Keras or PyTorch in a process of its own, by the script that lies beside the repository. */
export function pythonContestant(framework: Framework, { net, batch, threads }: Task): Entry {
  if (!existsSync(script)) return skip(framework, `there is no ${script}`);
  if (!existsSync(python))
    return skip(framework, `there is no ${python}: run setup-python.sh beside the script`);
  const options = ['--batch', String(batch), '--threads', String(threads)];
  const contestant = {
    name: framework,
    async time(steps: number): Promise<readonly number[]> {
      const args = [script, framework, net, ...options, '--steps', String(steps)];
      const { stdout } = await run(python, args);
      const report: unknown = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}');
      if (typeof report !== 'object' || report === null || !('step_ms_median' in report)) {
        throw new Error(`${framework} printed no time: ${stdout}`);
      }
      return [Number(report.step_ms_median)];
    },
    dispose: () => Promise.resolve(),
  };
  return { contestant };
}
