import type { Value } from '../../ir/ir.ts';
import { shapeAt } from '../../ir/extent.ts';
import type { Provider } from './provider.ts';
import type { GraphBuilder } from './graph-builder.ts';
import { type Layout, layoutKey, logical, physicalShape, sameLayout, significantAxes } from './layout.ts';

interface Stored {
  readonly tensor: string;
  readonly layout: Layout;
}

/** What a row of the table sees: the graph to add to, and where every value is by now. */
export class EmitContext {
  readonly #stored = new Map<Value, Map<string, Stored>>();
  /** Values of a lower rank, reshaped to broadcast. */
  readonly #operands = new Map<Value, Map<string, string>>();
  /** The `Indices` output of the MaxPool behind a value, where its gradient wants it. */
  readonly maxPoolIndices = new Map<Value, string>();
  /** Images brought to mean 0 and variance 1, by their mean: the gradient wants them instead of the images. */
  readonly normalized = new Map<Value, { readonly x: Value; readonly tensor: string }>();
  readonly graph: GraphBuilder;
  readonly batch: number;
  /** The layout that suits a value's producer and users. */
  readonly layoutOf: (value: Value) => Layout;

  /** What the graph is written for. */
  readonly provider: Provider;

  constructor(
    graph: GraphBuilder,
    batch: number,
    layoutOf: (value: Value) => Layout,
    provider: Provider = 'cpu',
  ) {
    this.provider = provider;
    this.graph = graph;
    this.batch = batch;
    this.layoutOf = layoutOf;
  }

  /** The logical sizes of a value. */
  shape(value: Value): number[] {
    return shapeAt(value.shape, this.batch);
  }

  /** Says that a value is in a tensor, in a layout. */
  set(value: Value | undefined, tensor: string, layout: Layout): void {
    if (value === undefined) return;
    const known = this.#stored.get(value) ?? new Map<string, Stored>();
    known.set(layoutKey(layout), { tensor, layout });
    this.#stored.set(value, known);
  }

  /** The tensor that holds a value in a layout; elements are moved at most once for each layout. */
  get(value: Value, layout: Layout = this.layoutOf(value)): string {
    const known = this.#stored.get(value)?.get(layoutKey(layout));
    if (known !== undefined) return known.tensor;
    const tensor = this.#relayout(this.any(value), this.shape(value), layout);
    this.set(value, tensor, layout);
    return tensor;
  }

  /** The tensor that was made first for a value, and how it lies. */
  any(value: Value): Stored {
    for (const stored of this.#stored.get(value)?.values() ?? []) return stored;
    throw new RangeError(`${value.name} (${value.id}) is used before it is made`);
  }

  /**
   * A value as an operand that broadcasts into a result of `rank` axes in a layout: axes that it lacks in front
   * are of size one. The operand has as many axes as the result: onnxruntime is several times slower otherwise.
   */
  operand(value: Value, rank: number, layout: Layout): string {
    const shape = this.shape(value);
    if (shape.length === rank) return this.get(value, layout);
    const padded = [...Array.from({ length: rank - shape.length }, () => 1), ...shape];
    const tensor = this.get(value, logical(shape.length));
    const known = this.#operands.get(value)?.get(layoutKey(layout));
    if (known !== undefined) return known;
    const made = this.#relayout({ tensor, layout: logical(rank) }, padded, layout);
    this.#operands.set(
      value,
      (this.#operands.get(value) ?? new Map<string, string>()).set(layoutKey(layout), made),
    );
    return made;
  }

  #relayout({ tensor, layout: from }: Stored, shape: readonly number[], to: Layout): string {
    if (sameLayout(from, to)) return this.graph.reshape(tensor, physicalShape(shape, to));
    const source = significantAxes(shape, from);
    const target = significantAxes(shape, to);
    if (source.join() === target.join()) return this.graph.reshape(tensor, physicalShape(shape, to));
    const runs = mergedRuns(source, target);
    const size = (run: readonly number[]): number =>
      run.reduce((total, axis) => total * (shape[axis] ?? 1), 1);
    const merged = this.graph.reshape(tensor, runs.map(size));
    const order = runs.map((_, index) => index);
    order.sort((a, b) => target.indexOf(runs[a]?.[0] ?? 0) - target.indexOf(runs[b]?.[0] ?? 0));
    return this.graph.reshape(this.graph.transpose(merged, order), physicalShape(shape, to));
  }
}

/** The source axes in runs that stay together in the target, which makes for longer rows to move. */
function mergedRuns(source: readonly number[], target: readonly number[]): number[][] {
  const runs: number[][] = [];
  for (const axis of source) {
    const last = runs.at(-1);
    const previous = last?.at(-1);
    if (last && previous !== undefined && target.indexOf(axis) === target.indexOf(previous) + 1)
      last.push(axis);
    else runs.push([axis]);
  }
  return runs;
}
