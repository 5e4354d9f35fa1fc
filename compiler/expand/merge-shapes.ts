import { list } from '../diagnostics/messages/define-message.ts';
import type { Tensor } from '../graph/graph.ts';
import type { Shape } from '../sizes/shape.ts';
import type { Problem } from '../catalogue/layers/define-layer.ts';
import { formatSizes } from '../catalogue/layers/input-shape.ts';
import type { LayerParams } from '../catalogue/parameters/parameters.ts';
import { sameSize, type Size } from '../sizes/size.ts';
import type { Application } from './make-node.ts';
import { samePadding } from './same-padding.ts';

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
    ...(samePadding(first, second) ?? {
      fix:
        definition.kind === 'Concatenate'
          ? sameExtent(first.shape, second.shape, names[index])
          : projection(application, second.shape, names[index]),
    }),
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

/** What the second tensor of a `residual` is called in messages. */
export const theSkip = 'the skip';

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

/** What gives a tensor the shape of the current one, and where that is written. */
function projection(
  { definition: { kind }, inputs }: Application,
  given: Shape,
  name: string | undefined,
): string | undefined {
  const layer = projectionTo(inputs[0].shape, given);
  if (layer === undefined || name === undefined)
    return layer === undefined ? undefined : `project it: \`${layer}\``;
  if (name === theSkip) return `project the skip: \`skip { ${layer} }\``;
  if (inputs.length !== 2 || kind === 'Subtract') return `project \`${name}\`: \`${layer}\``;
  return `project \`${name}\` aside, in place of this: \`main: Identity  from ${name}  ${layer}  ${kind}(with=main)\``;
}

/** The layer that would give a tensor the shape of another. */
function projectionTo(wanted: Shape, given: Shape): string | undefined {
  const channels = wanted.at(-1);
  if (typeof channels !== 'number' || wanted.length !== given.length) return undefined;
  if (wanted.length === 1) return `Dense(${channels})`;
  if (wanted.length > 4) return undefined;
  const all = wanted.slice(0, -1).map((size, axis) => strideBetween(size, given[axis] ?? 0));
  const [stride] = all;
  if (stride === undefined || all.some((each) => each !== stride)) return undefined;
  return `Conv${all.length}D(${channels}, kernel_size=1${stride === 1 ? '' : `, strides=${stride}`})`;
}

/** What makes the current picture as large as one it is joined with, a few cells apart, where only that differs. */
function sameExtent(current: Shape, other: Shape, name: string | undefined): string | undefined {
  if (name === undefined || current.length !== 3 || other.length !== 3) return undefined;
  const [height = NaN, width = NaN] = [0, 1].map((axis) => Number(other[axis]) - Number(current[axis]));
  if (Number.isNaN(height + width) || Math.max(Math.abs(height), Math.abs(width)) > 8) return undefined;
  if (height * width < 0) return undefined;
  const layer = height + width > 0 ? 'ZeroPadding2D' : 'Cropping2D';
  const cells = `${layer}([[0, ${Math.abs(height)}], [0, ${Math.abs(width)}]])`;
  return `write \`${cells}\` before it, or let sizes halve evenly from the input on`;
}

/** The stride that makes one size of another, where there is one. */
export function strideBetween(wanted: Size, given: Size): number | undefined {
  if (sameSize(wanted, given)) return 1;
  if (typeof wanted !== 'number' || typeof given !== 'number') return undefined;
  const stride = Math.round(given / wanted);
  return stride >= 1 && Math.ceil(given / stride) === wanted ? stride : undefined;
}

/** Whether one of two shapes has a size of 1, or lacks an axis, where the other has more. */
const isRepeated = (a: Shape, b: Shape): boolean =>
  a.length !== b.length || a.some((size, axis) => (size === 1) !== (b[axis] === 1));

/** Sizes of 1 broadcast; in a sum, that is rarely meant. */
export function warnOfBroadcast(application: Application): void {
  const { definition, span, inputs, names, place } = application;
  if (definition.kind !== 'Add') return;
  const [first, ...others] = inputs;
  const at = others.findIndex(({ shape }) => isRepeated(first.shape, shape));
  const other = others[at];
  if (other === undefined) return;
  const fix =
    first.shape.at(-1) === 1
      ? 'give both the same sizes: what comes first has one channel'
      : (projection(application, other.shape, names[at + 1]) ?? enlargement(first.shape, other.shape));
  place.reporter.report('CNN214', span, [formatSizes(first.shape), formatSizes(other.shape)], { fix });
}

/** What brings a picture of one cell to the size of another. */
function enlargement(wanted: Shape, given: Shape): string {
  const [height, width, channels] = wanted;
  const isCell = given.length === 3 && given[0] === 1 && given[1] === 1 && given[2] === channels;
  if (isCell && typeof height === 'number' && typeof width === 'number')
    return `enlarge it if that is meant: \`UpSampling2D([${height}, ${width}])\`; \`Multiply\` scales channels`;
  return 'give both the same sizes';
}
