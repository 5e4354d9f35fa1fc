/*
 * The part of the ONNX format that the compiler writes, as data.
 * Source: onnx/onnx.proto3 (https://github.com/onnx/onnx), IR version 10.
 */

/** Numbers of `TensorProto.DataType`. */
export const elementTypes = { float32: 1, int32: 6, int64: 7, bool: 9 } as const;

export type ElementType = keyof typeof elementTypes;

/** Also of what only inputs have: the bytes of pictures. */
export const inputTypes = { ...elementTypes, uint8: 2 } as const;

export type InputType = keyof typeof inputTypes;

/** A constant tensor, row-major; `data` has the bytes of `elementType` (bools as one byte each). */
export interface OnnxTensor {
  readonly name: string;
  readonly elementType: ElementType;
  readonly dims: readonly number[];
  readonly data: Float32Array | Int32Array | BigInt64Array | Uint8Array;
}

/** An attribute's value: a plain number is an integer. */
export type OnnxAttribute = number | string | readonly number[] | { readonly float: number };

export type OnnxAttributes = Readonly<Record<string, OnnxAttribute>>;

/** One operator; an empty name in `inputs` or `outputs` stands for an optional one left out. */
export interface OnnxNode {
  readonly opType: string;
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: OnnxAttributes;
}

/** The name and type of a graph input or output; a size of −1 is that of the batch, `N`, or as `open` calls it. */
export interface OnnxValueInfo {
  readonly name: string;
  readonly elementType: InputType;
  readonly dims: readonly number[];
  /** What sizes of −1 are called, by axis. */
  readonly open?: readonly string[];
}

/** Nodes in an order in which they can run. */
export interface OnnxGraph {
  readonly name: string;
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly OnnxTensor[];
  readonly inputs: readonly OnnxValueInfo[];
  readonly outputs: readonly OnnxValueInfo[];
}
