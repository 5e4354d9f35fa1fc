import { Worker } from 'node:worker_threads';
import type { H5Answer, H5File, H5Request } from './h5-message.ts';
import type { FilePart } from './sandbox.ts';

/** Processor seconds that a file may take, and how many more each of its bytes adds. */
const seconds = { least: 1, perByte: 1e-7 };
/** Milliseconds between two looks at the clock of the processor. */
const interval = 50;

/**
 * HDF5's own library in a thread, where it can reach nothing but the bytes of one file and has so much memory and time. It
 * goes on to another file where the one before was only at fault; a damaged one may take the thread with it.
 */
export class H5Thread {
  /** Whether it can be asked nothing more. */
  broken = false;
  readonly #worker: Worker;
  readonly #ready: Promise<void>;
  #settle: ((answer: H5Answer | Error) => void) | undefined;
  #allowed = 0;

  constructor() {
    this.#worker = new Worker(entry(), {
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    });
    this.#ready = new Promise((resolve, reject) => {
      this.#worker.once('message', () => resolve());
      this.#worker.once('error', reject);
    });
    this.#worker.on('error', (error) => this.#fail(problemOf(error)));
    this.#worker.on('exit', () => this.#fail('it is damaged'));
  }

  /** What a part of a file holds. Rejects with an Error that says what is wrong with it. */
  async open({ descriptor, offset, size }: FilePart): Promise<H5File> {
    this.#allowed = seconds.least + size * seconds.perByte;
    const answer = await this.#ask({ kind: 'open', descriptor, offset, size });
    if (answer.kind !== 'file') throw new RangeError('another answer was due');
    return answer.file;
  }

  /** The floats of a weight of the file that is open. */
  async read(path: string): Promise<Float32Array> {
    const answer = await this.#ask({ kind: 'read', path });
    if (answer.kind !== 'values') throw new RangeError('another answer was due');
    return answer.values;
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  async #ask(request: H5Request): Promise<Exclude<H5Answer, { readonly kind: 'problem' }>> {
    await this.#ready;
    if (this.broken) throw new Error('it is damaged');
    const answer = await this.#timed(
      new Promise<H5Answer>((resolve, reject) => {
        this.#settle = (result) => (result instanceof Error ? reject(result) : resolve(result));
        this.#worker.once('message', (given: H5Answer) => this.#settle?.(given));
        this.#worker.postMessage(request);
      }),
    );
    if (answer.kind !== 'problem') return answer;
    if (answer.broken) this.#fail(answer.problem);
    throw new Error(answer.problem);
  }

  /** Ends the thread where it takes more of the processor than the file is allowed; this thread only waits meanwhile. */
  async #timed<T>(work: Promise<T>): Promise<T> {
    const before = process.cpuUsage();
    const used = (): number => {
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1e6;
    };
    const timer = setInterval(() => {
      if (used() > this.#allowed) this.#fail('the HDF5 library comes to no end with it');
    }, interval);
    try {
      return await work;
    } finally {
      clearInterval(timer);
      this.#allowed -= used();
    }
  }

  #fail(problem: string): void {
    this.broken = true;
    this.#settle?.(new Error(problem));
    this.#settle = undefined;
    void this.#worker.terminate();
  }
}

const problemOf = (error: Error): string =>
  'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'it needs too much memory' : 'it is damaged';

/** The compiled `h5-worker.ts`: beside the other chunks of the bundle, also where the program runs from its source. */
const entry = (): URL =>
  new URL(
    import.meta.url.endsWith('.ts') ? '../../../../dist/h5-worker.js' : './h5-worker.js',
    import.meta.url,
  );
