import type { DType } from '../../../compiler/ir/ir.ts';

/** Numbers of `TF_DataType` for the dtypes of programs. */
export const tensorTypes: Readonly<Record<DType, number>> = { float32: 1, int32: 3, bool: 10 };

/** What a call gives: a handle of a tensor that must be deleted, and its type. */
export interface TensorMetadata {
  readonly id: number;
  readonly shape: number[];
  readonly dtype: number;
}

/**
 * The native half of tfjs-node (`TFJSBinding` in its dist/tfjs_binding.d.ts), of which the engine uses sessions alone.
 * Node's stable interface (N-API) is all that it stands on, so that one build serves every version of Node.
 */
export interface Binding {
  /** Copies numbers to a tensor, or shares their memory: they must not change before the tensor is deleted. */
  createTensor(shape: number[], dtype: number, data: Float32Array | Int32Array | Uint8Array): number;
  deleteTensor(id: number): void;
  /** A copy of a tensor's numbers. */
  tensorDataSync(id: number): Float32Array | Int32Array | Uint8Array;
  /** Opens a session on the graph in a directory's `saved_model.pb`. */
  loadSavedModel(directory: string, tags: string): number;
  deleteSavedModel(session: number): void;
  /** Feeds tensors to nodes and fetches others, both named `node:output`, separated by commas. */
  runSavedModel(session: number, inputs: number[], inputNames: string, outputNames: string): TensorMetadata[];
  isUsingGpuDevice(): boolean;
  readonly TF_Version: string;
}
