import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeSavedModel } from '../../../compiler/targets/tensorflow/encode.ts';
import type { NodeDef } from '../../../compiler/targets/tensorflow/graph-def.ts';
import type { HostTensor } from '../engine.ts';
import { type Binding, tensorTypes } from './binding.ts';
import type { HostModule } from './load-binding.ts';

/** A tensor for a node. */
export type Feed = readonly [node: string, tensor: HostTensor];

export interface Library {
  readonly binding: Binding;
  readonly host?: HostModule;
}

/** A graph in a session of its own. */
export class NativeGraph {
  readonly #binding: Binding;
  readonly #host: HostModule | undefined;
  readonly #session: number;
  /** How often each call has been made. */
  readonly #calls = new Map<string, number>();

  private constructor({ binding, host }: Library, session: number) {
    this.#binding = binding;
    this.#host = host;
    this.#session = session;
  }

  /** Opens a session; the binding takes graphs from the disk alone, so one lies there for a moment. */
  static async open(library: Library, nodes: readonly NodeDef[]): Promise<NativeGraph> {
    const directory = await mkdtemp(join(tmpdir(), 'cnnc-graph-'));
    try {
      const model = encodeSavedModel({ nodes, signatures: new Map() });
      await writeFile(join(directory, 'saved_model.pb'), model);
      return new NativeGraph(
        library,
        explained('read the graph', () => library.binding.loadSavedModel(directory, 'serve')),
      );
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }

  /** Feeds tensors to nodes and gives those of other nodes (each named once), in their order. */
  run(task: string, feeds: Iterable<Feed>, fetches: readonly string[]): HostTensor[] {
    const fed: number[] = [];
    const names: string[] = [];
    try {
      for (const [node, { dtype, shape, data }] of feeds) {
        names.push(`${node}:0`);
        fed.push(this.#binding.createTensor([...shape], tensorTypes[dtype], data));
      }
      const wanted = fetches.map((node) => `${node}:0`).join();
      this.#tidy(`${names.join()} → ${wanted}`);
      const made = explained(task, () =>
        this.#binding.runSavedModel(this.#session, fed, names.join(), wanted),
      );
      return made.map(({ id, shape, dtype }) => {
        const data = this.#binding.tensorDataSync(id);
        this.#binding.deleteTensor(id);
        return { dtype: dtypeOf(dtype), shape, data };
      });
    } finally {
      for (const id of fed) this.#binding.deleteTensor(id);
    }
  }

  /**
   * Gives back what lies free in the heap. TensorFlow makes a graph of its own for each call, of the whole graph, and leaves
   * several times its size there; so that is done before a call is made for the first time, and for the second, which
   * may take much memory itself.
   */
  #tidy(call: string): void {
    const made = this.#calls.get(call) ?? 0;
    this.#calls.set(call, made + 1);
    if (made < 2) this.#host?.trim();
  }

  /** Closes the session; what lies free in the heap then is given back, of which the next may find no use. */
  close(): void {
    this.#binding.deleteSavedModel(this.#session);
    this.#host?.trim();
  }
}

function dtypeOf(type: number): HostTensor['dtype'] {
  const found = (['float32', 'int32', 'bool'] as const).find((dtype) => tensorTypes[dtype] === type);
  if (found === undefined) throw new RangeError(`TensorFlow gave a tensor of type ${type}`);
  return found;
}

/** Says what was being done when TensorFlow failed, in one line. */
function explained<T>(task: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // What follows the first line says which node it was.
    const reason = message
      .split('\n')
      .slice(0, 2)
      .map((line) => line.trim())
      .join(' ');
    throw new TensorflowError(`TensorFlow could not ${task}: ${reason}`);
  }
}

/** The library refused or failed; the message is for people. */
export class TensorflowError extends Error {
  override readonly name = 'TensorflowError';
}
