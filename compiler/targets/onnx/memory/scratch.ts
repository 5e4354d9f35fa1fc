import type { OnnxAttribute, OnnxNode } from '../onnx-model.ts';
import { bytesOf, type OnnxType } from './tensor-types.ts';
import { sizeOf } from '../../../sizes/shape.ts';

const numbers = (value: OnnxAttribute | undefined): readonly number[] =>
  Array.isArray(value) ? (value as readonly number[]) : [];

/** Floats that a thread needs to unfold its part of an image (`MLAS_CONV_WORKING_BUFFER_SIZE_PER_THREAD`). */
const floatsPerThread = 16384;

/** Bytes that an operator takes from the arena while it runs, beside its results. */
export function scratchBytes(
  node: OnnxNode,
  inputs: readonly OnnxType[],
  outputs: readonly OnnxType[],
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

/** Whether an operator takes its scratch before it has room for its results. */
export const takesScratchFirst = ({ opType }: OnnxNode): boolean => opType === 'Where';

/** As `MlasConvPrepare` chooses in onnxruntime/core/mlas/lib/convolve.cpp, of version 1.30. */
function convolutionScratch(
  { attributes }: OnnxNode,
  [x, w]: readonly OnnxType[],
  y: OnnxType,
  threads: number,
): number {
  if (x === undefined || w === undefined || isPlainProduct(attributes, x, w)) return 0;
  const groups = typeof attributes['group'] === 'number' ? attributes['group'] : 1;
  const depth = sizeOf(w.dims.slice(1));
  const filters = (w.dims[0] ?? 1) / groups;
  const results = sizeOf(y.dims.slice(2));
  if (filters > results) return 4 * results * depth;
  const parts = (x.dims[0] ?? 1) * groups;
  const working =
    parts > 1 ? Math.min(threads, parts) : segments(filters * results * depth, results, threads);
  return 4 * working * floatsPerThread;
}

/** Whether nothing has to be unfolded: kernels of one tap, or of one channel and the whole width of an image. */
function isPlainProduct(attributes: OnnxNode['attributes'], x: OnnxType, w: OnnxType): boolean {
  const all = (name: string, value: number): boolean =>
    numbers(attributes[name]).every((each) => each === value);
  const [height = 1, width = 1, ...further] = w.dims.slice(2);
  if (!all('strides', 1) || !all('pads', 0)) return false;
  if (sizeOf(w.dims.slice(2)) === 1) return true;
  if (further.length > 0 || w.dims[1] !== 1 || !all('dilations', 1)) return false;
  return width === x.dims[3] || (width === 1 && height === x.dims[2]);
}

/** Multiplications that are worth a thread, and results that one gets at least. */
const worthwhile = 65536;
const fewestResults = 16;

/** Threads among which the results of one product are dealt out. */
function segments(multiplications: number, results: number, threads: number): number {
  const wanted = Math.min(threads, 16, Math.floor(multiplications / worthwhile) + 1);
  if (wanted === 1) return 1;
  const each = Math.ceil(Math.ceil(results / wanted) / fewestResults) * fewestResults;
  if (each >= results) return 1;
  return each * (wanted - 1) >= results ? wanted - 1 : wanted;
}
