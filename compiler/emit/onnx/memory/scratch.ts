import type { OnnxAttribute, OnnxNode } from '../onnx-model.ts';
import { bytesOf, sizeOf, type TensorType } from './tensor-types.ts';

const numbers = (value: OnnxAttribute | undefined): readonly number[] =>
  Array.isArray(value) ? (value as readonly number[]) : [];

/** Floats that a thread needs to unfold its part of an image (`MLAS_CONV_WORKING_BUFFER_SIZE_PER_THREAD`). */
const floatsPerThread = 16384;

/** Bytes that an operator takes from the arena while it runs, beside its results. */
export function scratchBytes(
  node: OnnxNode,
  inputs: readonly TensorType[],
  outputs: readonly TensorType[],
  threads: number,
): readonly number[] {
  const [first] = outputs;
  if (first === undefined) return [];
  switch (node.opType) {
    case 'Conv':
      return [convolutionScratch(node, inputs, first, threads)].filter((bytes) => bytes > 0);
    case 'Where':
      return [bytesOf(first), bytesOf(first)];
    case 'Softmax':
    case 'LogSoftmax':
      return node.attributes['axis'] === first.dims.length - 1 ? [] : [bytesOf(first), bytesOf(first)];
    default:
      return [];
  }
}

/** As `MlasConvPrepare` chooses in onnxruntime/core/mlas/lib/convolve.cpp. */
function convolutionScratch(
  { attributes }: OnnxNode,
  [x, w]: readonly TensorType[],
  y: TensorType,
  threads: number,
): number {
  if (x === undefined || w === undefined) return 0;
  const groups = typeof attributes['group'] === 'number' ? attributes['group'] : 1;
  const taps = sizeOf(w.dims.slice(2));
  const plain =
    numbers(attributes['strides']).every((stride) => stride === 1) &&
    numbers(attributes['pads']).every((pad) => pad === 0);
  if (plain && taps === 1) return 0;
  const depth = (w.dims[1] ?? 1) * taps;
  const filters = (w.dims[0] ?? 1) / groups;
  const results = sizeOf(y.dims.slice(2));
  if (filters > results) return 4 * results * depth;
  const parts = (x.dims[0] ?? 1) * groups;
  if (parts === 1) return 4 * threads * floatsPerThread;
  return 4 * Math.min(threads, parts) * Math.max(results * depth, results * filters, floatsPerThread);
}
