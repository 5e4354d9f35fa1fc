import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { pythonWith } from '../../support/python.ts';

interface Numbers {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

/** What Keras says of a file that it has opened. */
export interface Opened {
  readonly error?: string;
  readonly name: string;
  readonly inputs: readonly string[];
  /** By head; of a single one under no name. */
  readonly predictions: Readonly<Record<string, Numbers>>;
  /** SHA-256 of each weight's bytes, by the names of layer and weight. */
  readonly weights: Readonly<Record<string, string>>;
}

export const python = pythonWith('keras');

/** Keras in one process for all files, since it takes seconds to load. */
export class KerasOpener {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor(command: string) {
    this.#child = spawn(command, ['test/runtime/export/open_keras.py'], {
      stdio: ['pipe', 'pipe', 'ignore'],
      // TensorFlow's oneDNN knows no kernels for some separable convolutions.
      env: { ...process.env, KERAS_BACKEND: 'tensorflow', TF_ENABLE_ONEDNN_OPTS: '0' },
    });
    if (this.#child.stdout === null) throw new Error('the process has no output');
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  /** `into`: the folder of a package whose model takes the weights. */
  async open(file: string, inputs: Readonly<Record<string, Numbers>>, into?: string): Promise<Opened> {
    this.#child.stdin?.write(`${JSON.stringify({ file, inputs, ...(into && { into }) })}\n`);
    for (;;) {
      const line = await this.#lines.next();
      if (line.done === true) throw new Error('Keras ended');
      if (line.value.startsWith('{')) return JSON.parse(line.value) as Opened;
    }
  }

  close(): void {
    this.#child.stdin?.end();
  }
}
