import * as tf from '@tensorflow/tfjs-core';
import { kernelsOfShapes } from './shape-kernels.ts';

/** What the backend keeps of a tensor: all but its numbers. */
interface Held {
  readonly shape: readonly number[];
  readonly dtype: tf.DataType;
  refCount: number;
}

/**
 * A backend of tfjs that computes nothing: it holds for each tensor what the plain `cpu` backend does, but the numbers.
 * The library's tape, layers, gradients and optimizers run on it as on any other, so that what they would allocate is
 * known within seconds for networks of any size. Every number that is read is zero.
 */
export class ShapeBackend extends tf.KernelBackend {
  readonly data: tf.DataStorage<Held> = new tf.DataStorage<Held>(this, tf.engine());

  override write(_values: tf.BackendValues, shape: number[], dtype: tf.DataType): tf.DataId {
    return this.make(shape, dtype).dataId;
  }

  override move(
    dataId: tf.DataId,
    _values: tf.BackendValues,
    shape: number[],
    dtype: tf.DataType,
    refCount: number,
  ): void {
    this.data.set(dataId, { shape, dtype, refCount });
  }

  override readSync(dataId: tf.DataId): tf.BackendValues {
    const { shape, dtype } = this.data.get(dataId);
    return tf.util.getTypedArrayFromDType(dtype as 'float32', tf.util.sizeFromShape([...shape]));
  }

  override read(dataId: tf.DataId): Promise<tf.BackendValues> {
    return Promise.resolve(this.readSync(dataId));
  }

  override disposeData(dataId: tf.DataId, force = false): boolean {
    if (!this.data.has(dataId)) return true;
    const held = this.data.get(dataId);
    held.refCount -= 1;
    if (!force && held.refCount > 0) return false;
    this.data.delete(dataId);
    return true;
  }

  override refCount(dataId: tf.DataId): number {
    return this.data.has(dataId) ? this.data.get(dataId).refCount : 0;
  }

  override incRef(dataId: tf.DataId): void {
    this.data.get(dataId).refCount += 1;
  }

  override numDataIds(): number {
    return this.data.numDataIds();
  }

  override floatPrecision(): 32 {
    return 32;
  }

  override epsilon(): number {
    return 1e-7;
  }

  override memory(): { unreliable: boolean } {
    return { unreliable: true };
  }

  override dispose(): void {
    // Nothing is held but what tensors hold.
  }

  /** A new tensor. */
  make(shape: readonly number[], dtype: tf.DataType = 'float32'): tf.TensorInfo {
    const dataId = {};
    this.data.set(dataId, { shape, dtype, refCount: 1 });
    return { dataId, shape: [...shape], dtype };
  }

  /** A tensor of the same data. */
  share({ dataId, dtype }: tf.TensorInfo, shape: readonly number[], as: tf.DataType = dtype): tf.TensorInfo {
    this.incRef(dataId);
    return { dataId, shape: [...shape], dtype: as };
  }

  /** Tensors that a kernel has made for itself alone. */
  free(...infos: readonly tf.TensorInfo[]): void {
    for (const { dataId } of infos) this.disposeData(dataId);
  }
}

/** The name by which tfjs knows the backend. */
export const shapeBackend = 'shapes';

/** Sets the backend up; once is enough. */
export function registerShapeBackend(): void {
  if (tf.findBackendFactory(shapeBackend) !== null) return;
  tf.registerBackend(shapeBackend, () => new ShapeBackend());
  for (const [kernelName, run] of Object.entries(kernelsOfShapes)) {
    const kernelFunc: tf.KernelFunc = ({ inputs, backend, attrs }) => {
      const input = (name: string): tf.TensorInfo => {
        const tensor = inputs[name];
        if (tensor === undefined) throw new RangeError(`${kernelName}: the input ${name} is missing`);
        return tensor;
      };
      const all = Object.values(inputs) as tf.TensorInfo[];
      const has = (name: string): boolean => (inputs[name] as tf.TensorInfo | null | undefined) != null;
      return run({ backend: backend as ShapeBackend, input, has, inputs: all, attributes: attrs as never });
    };
    tf.registerKernel({ kernelName, backendName: shapeBackend, kernelFunc });
  }
}
