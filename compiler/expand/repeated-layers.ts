import type { Call, Expression } from '../../grammar/ast.ts';
import { textOf } from '../../grammar/span.ts';
import { type BoundModule, meantBy } from '../bind/bound-module.ts';
import { formatSizes } from '../catalogue/layers/input-shape.ts';
import type { LayerNode, Tensor } from '../graph/graph.ts';
import { isConcrete, type Shape } from '../sizes/shape.ts';
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

/** What is made on tensors of a shape: by what is applied, then by how that is written. */
type OnShape = Map<LayerKind, Map<string, Applied>>;

/** The layers of a model by how they are written: what is written alike, on a tensor of the same shape, is made alike. */
export class RepeatedLayers {
  readonly #byShape = new Map<Shape, OnShape>();
  readonly #bySizes = new Map<string, OnShape>();

  /** What a call makes, where one like it has been applied; counted as if it were read again. */
  again({ kind, written, input }: PlainCall, { reporter: { work } }: BodyPlace): LayerNode | undefined {
    const known = this.#on(input.shape).get(kind)?.get(written);
    if (known === undefined || !work.allows(known.work)) return undefined;
    work.take(known.work);
    return known.node;
  }

  note({ kind, written, input }: PlainCall, applied: Applied): void {
    const onShape = this.#on(input.shape);
    const ofKind = onShape.get(kind) ?? new Map<string, Applied>();
    onShape.set(kind, ofKind.set(written, applied));
  }

  /** Layers that are made alike have one shape between them: most are found by that. */
  #on(shape: Shape): OnShape {
    const known = this.#byShape.get(shape);
    if (known !== undefined) return known;
    const sizes = formatSizes(shape);
    const onShape = this.#bySizes.get(sizes) ?? new Map<LayerKind, Map<string, Applied>>();
    this.#bySizes.set(sizes, onShape);
    this.#byShape.set(shape, onShape);
    return onShape;
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
  if (!isConcrete(input.shape)) return undefined;
  if (call.arguments === undefined) return { kind, written: call.callee.text, input };
  if (!call.arguments.every(({ name, value }) => name?.text !== 'with' && isLiteral(value, bound)))
    return undefined;
  return { kind, written: textOf(call.span), input };
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
