import type { Span } from '../../grammar/span.ts';
import type { AnyLayerDefinition, Weight } from '../layers/define-layer.ts';
import type { LayerParams } from '../layers/parameters.ts';

/** Sizes of a tensor without the batch axis; images are (height, width, channels). */
export type Shape = readonly number[];

/** A model after expansion: layers in the order of the text, every shape known. */
export interface Graph {
  readonly name: string;
  readonly inputs: readonly GraphInput[];
  readonly layers: readonly LayerNode[];
  /** The heads; a model without `output` has one, named `output`. */
  readonly heads: readonly Head[];
  readonly span: Span;
}

/** A tensor in the graph: an input's or a layer's. */
export type Tensor = GraphInput | LayerNode;

export interface GraphInput {
  readonly type: 'input';
  readonly name: string;
  readonly dtype: string;
  readonly shape: Shape;
  readonly span: Span;
}

/** One application of a layer kind. */
export interface LayerNode {
  readonly type: 'layer';
  /** Unique in the model: `conv2d_1`, `stage[1].unit[0].conv`. */
  readonly path: string;
  readonly definition: AnyLayerDefinition;
  /** Every parameter of the definition, checked and with defaults filled in. */
  readonly params: LayerParams;
  readonly inputs: readonly Tensor[];
  readonly shape: Shape;
  /** Its own; none where it uses another's. */
  readonly weights: readonly Weight[];
  /** The path of the layer that it is another application of, whose weights it uses. */
  readonly sharesWith?: string;
  /** Multiply-adds for one example. */
  readonly macs: number;
  readonly span: Span;
  /** Outermost first. */
  readonly stack: readonly string[];
}

export interface Head {
  readonly name: string;
  readonly tensor: Tensor;
  readonly span: Span;
}

/** Elements of a shape. */
export const sizeOf = (shape: Shape): number => shape.reduce((product, size) => product * size, 1);
