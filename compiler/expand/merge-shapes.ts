import { list } from '../diagnostics/messages/define-message.ts';
import type { Tensor } from '../graph/graph.ts';
import type { Shape } from '../sizes/shape.ts';
import type { Problem } from '../catalogue/layers/define-layer.ts';
import { formatSizes } from '../catalogue/layers/input-shape.ts';
import type { LayerParams } from '../catalogue/parameters/parameters.ts';
import { sameSize, type Size } from '../sizes/size.ts';
import type { Application } from './make-node.ts';

/** Reports that a merge does not fit: both tensors, where they come from, and the cheapest fix. */
export function reportMerge(application: Application, params: LayerParams, problem: Problem): undefined {
  const { definition, span, inputs, names, place } = application;
  const [first] = inputs;
  const axis = typeof params['axis'] === 'number' ? params['axis'] : undefined;
  const index = inputs.findIndex((other) => differing(first.shape, other.shape, axis).length > 0);
  const second = inputs[index];
  if (second === undefined) {
    return place.reporter.report('CNN206', span, [definition.kind, problem.message], {
      notes: problem.notes,
    });
  }
  const axes = differing(first.shape, second.shape, axis);
  const what =
    first.shape.length === second.shape.length ? list(axes.map((a) => axisName(a, first.shape))) : 'rank';
  place.reporter.report('CNN203', span, [definition.kind, what], {
    label: inputs.map(({ shape }) => formatSizes(shape)).join(definition.kind === 'Add' ? ' + ' : ' and '),
    related: [describe(first, names[0], axes), describe(second, names[index], axes)].filter(
      (place, at, all) => all.findIndex((other) => other.span === place.span) === at,
    ),
    fix: definition.kind === 'Concatenate' ? undefined : projection(first.shape, second.shape, names[index]),
  });
}

/** The axes in which two shapes cannot be merged; all where their ranks differ. */
function differing(a: Shape, b: Shape, except: number | undefined): readonly number[] {
  if (a.length !== b.length) return [...a.keys()];
  return a.flatMap((size, axis) => {
    const other = b[axis];
    if (axis === except || other === undefined || sameSize(size, other)) return [];
    return except === undefined && (size === 1 || other === 1) ? [] : [axis];
  });
}

const imageAxes = ['height', 'width', 'channels'];

const axisName = (axis: number, shape: Shape): string =>
  (shape.length === 3 ? imageAxes[axis] : undefined) ?? `size ${axis + 1}`;

/** A tensor and the layer behind it that made the sizes in question what they are. */
function describe(
  tensor: Tensor,
  name: string | undefined,
  axes: readonly number[],
): { readonly span: Tensor['span']; readonly message: string } {
  const called = tensor.type === 'input' ? `\`${tensor.name}\`` : name;
  const origin = name === undefined ? originOf(tensor, axes) : tensor;
  if (origin.type === 'input')
    return { span: origin.span, message: `\`${origin.name}\` is ${formatSizes(origin.shape)}` };
  const before = origin.inputs[0]?.shape;
  if (called !== undefined || before === undefined) {
    return { span: tensor.span, message: `${called ?? 'this'} is ${formatSizes(tensor.shape)}` };
  }
  const strides = origin.params['strides'];
  const why = Array.isArray(strides) && strides.some((stride) => stride > 1) ? `strides=${strides[0]} ` : '';
  return {
    span: origin.span,
    message: `${why}makes ${formatSizes(before)} into ${formatSizes(origin.shape)}`,
  };
}

/** Walks back to the last layer that changed one of the sizes. */
function originOf(tensor: Tensor, axes: readonly number[]): Tensor {
  let at: Tensor = tensor;
  while (at.type === 'layer') {
    const [before] = at.inputs;
    const { shape } = at;
    if (before === undefined || before.shape.length !== shape.length) return at;
    if (axes.some((axis) => !sameSize(before.shape[axis] ?? 0, shape[axis] ?? 0))) return at;
    at = before;
  }
  return at;
}

/** The layer that would give a tensor the shape of another. */
function projection(wanted: Shape, given: Shape, name: string | undefined): string | undefined {
  const channels = wanted.at(-1);
  if (typeof channels !== 'number' || wanted.length !== given.length) return undefined;
  const target = name ?? 'it';
  if (wanted.length === 1) return `project ${quote(target)}: \`Dense(${channels})\``;
  if (wanted.length !== 3) return undefined;
  const both = [0, 1].map((axis) => strideBetween(wanted[axis] ?? 1, given[axis] ?? 0));
  const [stride] = both;
  if (stride === undefined || both[1] !== stride) return undefined;
  const strides = stride === 1 ? '' : `, strides=${stride}`;
  return `project ${quote(target)}: \`Conv2D(${channels}, kernel_size=1${strides})\``;
}

/** The stride that makes one size of another, where there is one. */
function strideBetween(wanted: Size, given: Size): number | undefined {
  if (sameSize(wanted, given)) return 1;
  if (typeof wanted !== 'number' || typeof given !== 'number') return undefined;
  const stride = Math.round(given / wanted);
  return stride >= 1 && Math.ceil(given / stride) === wanted ? stride : undefined;
}

const quote = (name: string): string => (name.includes(' ') ? name : `\`${name}\``);

/** Whether one of two shapes has a size of 1, or lacks an axis, where the other has more. */
const isRepeated = (a: Shape, b: Shape): boolean =>
  a.length !== b.length || a.some((size, axis) => (size === 1) !== (b[axis] === 1));

/** Sizes of 1 broadcast; in a sum, that is rarely meant. */
export function warnOfBroadcast({ definition, span, inputs, place }: Application): void {
  if (definition.kind !== 'Add') return;
  const [first, ...others] = inputs;
  const other = others.find(({ shape }) => isRepeated(first.shape, shape));
  if (other === undefined) return;
  place.reporter.report('CNN214', span, [formatSizes(first.shape), formatSizes(other.shape)]);
}
