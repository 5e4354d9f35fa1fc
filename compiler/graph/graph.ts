import type { Span } from '../../grammar/span.ts';
import type { Weight } from '../catalogue/layers/define-layer.ts';
import type { Site } from '../diagnostics/site.ts';
import type { LayerParams } from '../catalogue/parameters/parameters.ts';
import type { Condition } from '../sizes/condition.ts';
import type { Size } from '../sizes/size.ts';
import type { WeightSource } from './weight-source.ts';

/** A model after expansion: the layers that its outputs are made from, in the order of the text, every shape inferred. */
export interface Graph<S extends Size = Size> {
  readonly name: string;
  readonly inputs: readonly GraphInput<S>[];
  readonly layers: readonly LayerNode<S>[];
  /** Every layer of the text, those too that reach no output and so are no part of the model: what names are about. */
  readonly written: readonly LayerNode<S>[];
  /** The heads; a model without `output` has one, named `output`. */
  readonly heads: readonly Head<S>[];
  /** The symbolic sizes of its inputs, in the order of the text. */
  readonly symbols: readonly string[];
  /** What the symbolic sizes must meet, as far as that is not proved. */
  readonly needs: readonly SizeNeed[];
  /** What is loaded before training begins; a later one takes what is in both. */
  readonly weightSources: readonly WeightSource<S>[];
  readonly span: Span;
}

/** A model without symbolic sizes: what can be lowered, planned and trained. */
export type ConcreteGraph = Graph<number>;

/** A tensor in the graph: an input's or a layer's. */
export type Tensor<S extends Size = Size> = GraphInput<S> | LayerNode<S>;

/** A condition on symbolic sizes, which is checked when they are known. */
export interface SizeNeed {
  readonly condition: Condition;
  /** What is wrong where it does not hold: a sentence without a full stop; it may be written when it is asked for. */
  readonly message: string;
  readonly span: Span;
}

export interface GraphInput<S extends Size = Size> {
  readonly type: 'input';
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly S[];
  readonly span: Span;
}

/** One application of a layer kind. */
export interface LayerNode<S extends Size = Size> {
  readonly type: 'layer';
  /** Unique in the model: `conv2d_1`, `stage[1].unit[0].conv`. */
  readonly path: string;
  /** The name of its kind, of which `definitionOf` tells all. */
  readonly kind: string;
  /** Every parameter of its kind, checked and with defaults filled in. */
  readonly params: LayerParams;
  readonly inputs: readonly Tensor<S>[];
  readonly shape: readonly S[];
  /** Its own; none where it uses another's. */
  readonly weights: readonly Weight[];
  /** The path of the layer that it is another application of, whose weights it uses. */
  readonly sharesWith?: string;
  /** Multiply-adds for one example. */
  readonly macs: S;
  /** The call that makes it. */
  readonly span: Span;
  /** What that was expanded for: the model itself, a round, an application. */
  readonly site: Site;
}

export interface Head<S extends Size = Size> {
  readonly name: string;
  readonly tensor: Tensor<S>;
  readonly span: Span;
}

/** Whether every size of a graph is a number. */
export const isConcrete = (graph: Graph): graph is ConcreteGraph => graph.symbols.length === 0;
