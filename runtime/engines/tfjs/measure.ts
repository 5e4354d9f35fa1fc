import type { DataType } from '@tensorflow/tfjs-core';
import { bytesPerElement, type DType } from '../../../compiler/ir/ir.ts';
import { loadTfjs } from './load.ts';
import type { TfjsBackend } from './target.ts';

/** What a backend held while something ran. */
export interface Measured<T> {
  readonly value: T;
  /** The most bytes of tensor data that were allocated during it and alive at once. */
  readonly peakBytes: number;
  /** Bytes that were allocated during it and are still alive. */
  readonly leftBytes: number;
}

/** What a backend keeps of a tensor's data: the shape and where the numbers are (wasm), or the numbers (cpu). */
interface Held {
  readonly memoryOffset?: number;
  readonly dtype: DataType;
  readonly shape?: readonly number[];
  readonly values?: { readonly length: number };
}

/** Where a backend keeps its tensors' data. */
export interface Storage {
  set: (dataId: object, held: Held) => void;
  delete: (dataId: object) => boolean;
}

/**
 * Runs something and records the true peak of the backend's memory: every allocation and release of tensor data counts,
 * those within kernels too, and data that several tensors share counts once. The backend must have been loaded.
 */
export async function measureMemory<T>(backend: TfjsBackend, run: () => Promise<T>): Promise<Measured<T>> {
  const tfjs = await loadTfjs(backend);
  const held = tfjs.engine().findBackend(backend) as unknown as { data?: Storage; dataIdMap?: Storage };
  const storage = held.dataIdMap ?? held.data;
  if (storage === undefined) throw new Error(`the ${backend} backend keeps its data elsewhere`);
  return measureStorage(storage, run);
}

/** The same for a backend that keeps its data there. */
export async function measureStorage<T>(storage: Storage, run: () => Promise<T>): Promise<Measured<T>> {
  const meter = new Meter(storage);
  try {
    const value = await run();
    return { value, peakBytes: meter.peak, leftBytes: meter.live };
  } finally {
    meter.remove();
  }
}

class Meter {
  live = 0;
  peak = 0;
  readonly remove: () => void;
  /** By what tells memory apart: the tensors that are in it. */
  readonly #users = new Map<unknown, Set<object>>();
  /** By tensor: what tells its memory apart, and its bytes. */
  readonly #memory = new Map<object, { readonly place: unknown; readonly bytes: number }>();

  constructor(storage: Storage) {
    const { set, delete: remove } = storage;
    storage.set = (dataId, held) => {
      this.#release(dataId);
      this.#hold(dataId, held.memoryOffset ?? dataId, sizeOf(held));
      set.call(storage, dataId, held);
    };
    storage.delete = (dataId) => {
      this.#release(dataId);
      return remove.call(storage, dataId);
    };
    this.remove = () => {
      Object.assign(storage, { set, delete: remove });
    };
  }

  #hold(dataId: object, place: unknown, bytes: number): void {
    const users = this.#users.get(place) ?? new Set();
    if (users.size === 0) this.live += bytes;
    this.#users.set(place, users.add(dataId));
    this.#memory.set(dataId, { place, bytes });
    this.peak = Math.max(this.peak, this.live);
  }

  #release(dataId: object): void {
    const { place, bytes } = this.#memory.get(dataId) ?? {};
    const users = this.#users.get(place);
    if (users === undefined || bytes === undefined) return;
    this.#memory.delete(dataId);
    users.delete(dataId);
    if (users.size > 0) return;
    this.#users.delete(place);
    this.live -= bytes;
  }
}

function sizeOf({ dtype, shape, values }: Held): number {
  const elements = shape?.reduce((a, b) => a * b, 1) ?? values?.length ?? 0;
  return elements * bytesPerElement[dtype as DType];
}
