import type { Call, Expression } from '../../grammar/ast.ts';
import { textOf } from '../../grammar/span.ts';
import { type BoundModule, meantBy } from '../bind/bound-module.ts';
import { formatSizes } from '../catalogue/layers/input-shape.ts';
import type { LayerNode, Tensor } from '../graph/graph.ts';
import type { LayerKind } from './kind.ts';
import type { BodyPlace } from './expansion.ts';

/** A layer that was made, and what reading its call cost. */
interface Applied {
  readonly node: LayerNode;
  readonly work: number;
}

/** A call whose every argument says the same wherever it stands, and what it is applied to. */
export interface PlainCall {
  readonly kind: LayerKind;
  readonly written: string;
  readonly input: Tensor;
}

/** The layers of a model by how they are written: what is written alike, on a tensor of the same shape, is made alike. */
export class RepeatedLayers {
  readonly #applied = new Map<LayerKind, Map<string, Applied>>();

  /** What a call makes, where one like it has been applied; counted as if it were read again. */
  again({ kind, written }: PlainCall, { reporter: { work } }: BodyPlace): LayerNode | undefined {
    const known = this.#applied.get(kind)?.get(written);
    if (known === undefined || !work.allows(known.work)) return undefined;
    work.take(known.work);
    return known.node;
  }

  note({ kind, written }: PlainCall, applied: Applied): void {
    const ofKind = this.#applied.get(kind) ?? new Map<string, Applied>();
    this.#applied.set(kind, ofKind.set(written, applied));
  }
}

/** A call as one that others may be like; undefined where what it makes hangs on more than how it is written. */
export function plainCallOf(
  call: Call,
  kind: LayerKind,
  input: Tensor,
  { environment: { bound }, reporter }: BodyPlace,
): PlainCall | undefined {
  const { definition } = kind;
  if (definition.inputs === 'many' || reporter.application !== undefined) return undefined;
  if (input.shape.some((size) => typeof size !== 'number')) return undefined;
  if (call.arguments?.every(({ name, value }) => name?.text !== 'with' && isLiteral(value, bound)) === false)
    return undefined;
  return { kind, written: `${textOf(call.span)} ${formatSizes(input.shape)}`, input };
}

/** Whether an expression has the same value wherever it stands: no name in it is declared. */
function isLiteral(expression: Expression, bound: BoundModule): boolean {
  switch (expression.type) {
    case 'number':
    case 'size':
    case 'boolean':
    case 'none':
      return true;
    case 'path': {
      const [first, ...more] = expression.segments;
      return first?.type === 'name' && more.length === 0 && meantBy(bound, first) === undefined;
    }
    case 'list':
    case 'tuple':
      return expression.items.every((item) => isLiteral(item, bound));
    case 'string':
    case 'call':
    case 'unary':
    case 'binary':
    case 'conditional':
      return false;
  }
}
