import type { DataType } from '@tensorflow/tfjs-core';
import { bytesPerElement, type DType } from '../../../compiler/program/ir.ts';
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

/** What a backend keeps of a tensor's data: the shape (wasm) or the numbers (cpu). */
interface Held {
  readonly dtype: DataType;
  readonly shape?: readonly number[];
  readonly values?: { readonly length: number };
}

interface Storage {
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
  readonly #sizes = new Map<object, number>();

  constructor(storage: Storage) {
    const { set, delete: remove } = storage;
    storage.set = (dataId, held) => {
      this.#hold(dataId, sizeOf(held));
      set.call(storage, dataId, held);
    };
    storage.delete = (dataId) => {
      this.#hold(dataId, 0);
      return remove.call(storage, dataId);
    };
    this.remove = () => {
      Object.assign(storage, { set, delete: remove });
    };
  }

  #hold(dataId: object, bytes: number): void {
    this.live += bytes - (this.#sizes.get(dataId) ?? 0);
    if (bytes > 0) this.#sizes.set(dataId, bytes);
    else this.#sizes.delete(dataId);
    this.peak = Math.max(this.peak, this.live);
  }
}

function sizeOf({ dtype, shape, values }: Held): number {
  const elements = shape?.reduce((a, b) => a * b, 1) ?? values?.length ?? 0;
  return elements * bytesPerElement[dtype as DType];
}
