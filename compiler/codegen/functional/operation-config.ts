import type { LayerNode } from '../../graph/graph.ts';
import type { ParameterValue } from '../../catalogue/parameters/parameters.ts';
import { fromFront } from './layer-config.ts';
import type { Config, Json } from './json.ts';

/** What Keras has as an operation and not as a layer: its class, what that is told, and what it is given behind its tensors. */
export interface Operation {
  readonly className: string;
  readonly config: Config;
  readonly others: readonly Json[];
}

type Row = (layer: LayerNode<number>) => Operation;

const made = (className: string, config: Config = {}, others: readonly Json[] = []): Operation => ({
  className,
  config,
  others,
});

const plain =
  (className: string): Row =>
  () =>
    made(className);

const reduced =
  (className: string, more: Config = {}): Row =>
  ({ params, inputs: [input] }) => {
    const rank = (input?.shape.length ?? 0) + 1;
    const every = Array.from({ length: rank - 1 }, (_, axis) => axis + 1);
    const { axis = null, keepdims = false } = params;
    return made(className, {
      axis: axis === null ? every : fromFront(axis as readonly number[], rank),
      keepdims: keepdims as boolean,
      ...more,
    });
  };

const sliced: Row = ({ params, inputs: [input] }) => {
  const [axis, start, size] = [params['axis'], params['start'], params['size']].map(Number);
  const all = (input?.shape ?? []).map((_, at): Json => {
    const end = (start ?? 0) + (size ?? 0);
    return at === axis ? slice(start ?? 0, end === 0 ? null : end) : slice(null, null);
  });
  return made('GetItem', {}, [[slice(null, null), ...all]]);
};

const slice = (start: number | null, stop: number | null): Json => ({
  class_name: '__slice__',
  config: { start, stop, step: null },
});

const number = (value: ParameterValue | undefined): number => Number(value);

const rows: Readonly<Record<string, Row>> = {
  Slice: sliced,
  ReduceMax: reduced('Max', { initial: null }),
  ReduceMin: reduced('Min', { initial: null }),
  ReduceMean: reduced('Mean'),
  ReduceSum: reduced('Sum'),
  Divide: plain('TrueDivide'),
  Clip: ({ params }) => made('Clip', { x_min: number(params['x_min']), x_max: number(params['x_max']) }),
  Abs: plain('Absolute'),
  Square: plain('Square'),
  Sqrt: plain('Sqrt'),
  Power: ({ params }) => made('Power', {}, [number(params['exponent'])]),
  Exp: plain('Exp'),
  Log: plain('Log'),
};

/** How a layer is written that is an operation to Keras; undefined of one that is a layer. */
export const operationConfig = (layer: LayerNode<number>): Operation | undefined =>
  Object.hasOwn(rows, layer.kind) ? rows[layer.kind]?.(layer) : undefined;
