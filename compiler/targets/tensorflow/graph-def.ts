import type { DType } from '../../ir/ir.ts';

/*
 * The part of TensorFlow's graph and SavedModel formats that the compiler writes, as data.
 * Source: tensorflow/core/framework/{graph,node_def,attr_value,tensor,types}.proto and
 * tensorflow/core/protobuf/{saved_model,meta_graph,saver}.proto.
 */

/** Numbers of `DataType`. */
export const dataTypes = {
  float32: 1,
  int32: 3,
  uint8: 4,
  string: 7,
  int64: 9,
  bool: 10,
  resource: 20,
} as const;

export type DataType = keyof typeof dataTypes;

/** A constant: every element, or one that fills the whole. Bools are 0 and 1. */
export type ConstantTensor = NumberTensor | TextTensor;

export interface NumberTensor {
  readonly dtype: DType;
  readonly dims: readonly number[];
  readonly data: Float32Array | Int32Array | Uint8Array | { readonly repeated: number };
}

/** A list of strings. */
export interface TextTensor {
  readonly texts: readonly string[];
}

/** A size of −1 is not known before the graph runs. */
export type Attribute =
  | string
  | boolean
  | readonly number[]
  | { readonly int: number }
  | { readonly float: number }
  | { readonly type: DataType }
  | { readonly types: readonly DataType[] }
  | { readonly dims: readonly number[] }
  | { readonly tensor: ConstantTensor };

export type Attributes = Readonly<Record<string, Attribute>>;

/** One operation; an input is a node's name (its first output), `name:1` (another) or `^name` (to run after it). */
export interface NodeDef {
  readonly name: string;
  readonly op: string;
  readonly inputs: readonly string[];
  readonly attributes: Attributes;
}

/** A tensor that goes in or out under a name of its own. */
export interface TensorInfo {
  /** `node:index` */
  readonly tensor: string;
  readonly dtype: DataType;
  readonly dims: readonly number[];
}

/** What can be called: tensors to feed and tensors to fetch, by name. */
export interface Signature {
  readonly inputs: ReadonlyMap<string, TensorInfo>;
  readonly outputs: ReadonlyMap<string, TensorInfo>;
}

/** The nodes that write a checkpoint and read it back, and the file name they do it with. */
export interface Saver {
  readonly filename: string;
  readonly save: string;
  readonly restore: string;
}

export interface MetaGraph {
  readonly nodes: readonly NodeDef[];
  readonly signatures: ReadonlyMap<string, Signature>;
  readonly saver?: Saver;
}
