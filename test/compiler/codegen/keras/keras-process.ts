import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';
import type { Answers } from '../equality/differences.ts';
import type { KerasJob } from './keras-job.ts';

/** What Keras says of a model, or what went wrong. */
export type Told = (Answers & { readonly layers: readonly string[] }) | { readonly error: string };

/** Keras in one process for all models, since it takes seconds to load. */
export class KerasProcess {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor(python: string, backend: string) {
    this.#child = spawn(python, ['test/compiler/codegen/keras/run_packages.py'], {
      stdio: ['pipe', 'pipe', 'ignore'],
      // TensorFlow's oneDNN knows no kernels for some separable convolutions.
      env: { ...process.env, KERAS_BACKEND: backend, TF_ENABLE_ONEDNN_OPTS: '0' },
    });
    this.#lines = readLines(this.#child)[Symbol.asyncIterator]();
  }

  async ask({ folder, package: name, create, expected }: KerasJob): Promise<Told> {
    const { graph, train } = expected;
    const objectives = train?.phases[0]?.objectives ?? [];
    const question = {
      ...{ folder, package: name, model: graph.name, create, heads: graph.heads.map((head) => head.name) },
      inputs: Object.fromEntries(train?.inputs ?? []),
      targets: Object.fromEntries(objectives.map(({ head, target }) => [head, target])),
    };
    this.#child.stdin?.write(`${JSON.stringify(question)}\n`);
    for (;;) {
      const line = await this.#lines.next();
      if (line.done === true) throw new Error('Keras ended');
      if (line.value.startsWith('{')) return JSON.parse(line.value) as Told;
    }
  }

  close(): void {
    this.#child.stdin?.end();
  }
}

function readLines({ stdout }: ChildProcess): Interface {
  if (stdout === null) throw new Error('the process has no output');
  return createInterface({ input: stdout });
}
