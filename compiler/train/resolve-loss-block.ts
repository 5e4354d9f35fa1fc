import { numbersOfObject, numbersOfPoint } from '../catalogue/fields/field-type.ts';
import { definitionOf } from '../catalogue/layers/registry.ts';
import { type Span, textOf } from '../../grammar/span.ts';
import { list } from '../diagnostics/messages/define-message.ts';
import { type Graph, type GraphInput, isConcrete, type LayerNode, type Tensor } from '../graph/graph.ts';
import type { Shape } from '../sizes/shape.ts';
import { formatSizes } from '../catalogue/layers/input-shape.ts';
import { type Callable, type CallableArguments, inputsOf } from '../expand/callable.ts';
import { expandBlock } from '../expand/expand-block.ts';
import type { Budget } from '../expand/expansion.ts';
import type { Place } from '../expand/place.ts';
import { checkDetections } from './check-detections.ts';
import { checkPoints } from './check-points.ts';
import type { TargetField } from './target-field.ts';
import type { BlockLoss } from './train-spec.ts';

/** What a loss compares: an output and a field, as it comes to the model. */
export interface Compared {
  readonly prediction: Tensor;
  readonly target: TargetField;
}

/** A block, with its arguments, where a loss is written. */
export interface LossBlock {
  readonly callable: Callable;
  readonly bound: CallableArguments;
  readonly span: Span;
}

/** Whether a block, with whatever arguments, can be a loss: it has the two inputs of one, and no other. */
export function checkLossBlock({ declaration }: Callable, span: Span, { reporter }: Place): boolean {
  const { text: name } = declaration.name;
  if (declaration.type === 'model') {
    reporter.report('CNN430', span, [name, 'it is a model']);
    return false;
  }
  const inputs = inputsOf({ declaration }).map((input) => input.name.text);
  const missing = ['target', 'prediction'].filter((input) => !inputs.includes(input));
  const [other] = inputs.filter((input) => input !== 'target' && input !== 'prediction');
  if (missing.length === 0 && other === undefined) return true;
  const reason =
    missing.length > 0
      ? `it has no input ${list(missing.map((input) => `\`${input}\``))}`
      : `its input \`${other ?? ''}\` is neither \`target\` nor \`prediction\``;
  const related = [{ span: declaration.name.span, message: 'the block' }];
  reporter.report('CNN430', span, [name, reason], { related });
  return false;
}

/** Expands a loss for what it compares; undefined where it does not fit, which has been reported. */
export function resolveLossBlock(
  { callable, bound, span }: LossBlock,
  compared: Compared,
  { reporter }: Place,
  budget: Budget,
): BlockLoss | undefined {
  const { text: name } = callable.declaration.name;
  const missing = callable.declaration.parameters.filter(
    (parameter) => parameter.default === undefined && !bound.values.has(parameter.name.text),
  );
  if (missing.length > 0) {
    return reporter.report('CNN108', span, [name, missing.map((parameter) => parameter.name.text)]);
  }
  if (!checkDetections(callable, compared, span, reporter)) return undefined;
  if (!checkPoints(callable, compared, span, reporter)) return undefined;
  const inputs = inputsFor(compared);
  if (inputs === undefined || !checkUnsized(callable, inputs, compared, span, reporter)) return undefined;
  if (!checkFormat({ callable, bound, span }, compared.target, reporter)) return undefined;
  const graph = expandBlock({ callable, bound, inputs, span }, reporter, budget);
  if (graph === undefined) return undefined;
  const found = graph.layers.flatMap((layer) => refuse(layer, name, span, reporter));
  if (found.length > 0) return undefined;
  return checkResult(graph, callable, span, reporter) && isConcrete(graph)
    ? { kind: 'block', graph }
    : undefined;
}

/** What the block is applied to; undefined where a size of the target is hidden by a mistake. */
function inputsFor({ prediction, target }: Compared): readonly GraphInput[] | undefined {
  const shape = targetShape(target, prediction.shape);
  if (shape === undefined) return undefined;
  return [
    { type: 'input', name: 'target', dtype: 'float32', shape, span: target.span },
    { type: 'input', name: 'prediction', dtype: 'float32', shape: prediction.shape, span: prediction.span },
  ];
}

/** Where a loss says nothing of sizes, it compares number by number: nothing is repeated silently. */
function checkUnsized(
  callable: Callable,
  inputs: readonly GraphInput[],
  { target, prediction }: Compared,
  span: Span,
  reporter: Place['reporter'],
): boolean {
  if (inputsOf(callable).some(({ inputType }) => inputType.sizes !== undefined)) return true;
  const [wanted, given] = inputs.map(({ shape }) => formatSizes(shape));
  if (wanted === given) return true;
  const { text: name } = callable.declaration.name;
  const reason = `the prediction is ${given ?? ''}, the target \`${target.name}\` is ${wanted ?? ''}`;
  reporter.report('CNN433', span, [name, reason], {
    related: [
      { span: prediction.span, message: `makes ${given ?? ''}` },
      { span: target.span, message: `is ${wanted ?? ''}` },
    ],
  });
  return false;
}

/** Where a loss says how it reads boxes, the field has to be given so: four numbers fit either way. */
function checkFormat(
  { callable: { declaration }, bound, span }: LossBlock,
  { type, name, span: declared }: TargetField,
  reporter: Place['reporter'],
): boolean {
  const parameter = declaration.parameters.find((each) => each.name.text === 'box_format');
  if (type.kind !== 'box' || parameter === undefined) return true;
  const given = bound.values.get('box_format');
  const preset = parameter.default && textOf(parameter.default.span);
  const format = given === undefined ? preset : given.type === 'word' ? given.text : undefined;
  if (format === undefined || format === type.format) return true;
  const { text: loss } = declaration.name;
  const written = bound.spans.get('box_format');
  const edits =
    written === undefined
      ? textOf(span) === loss && [{ span, text: `${loss}(box_format=${type.format})` }]
      : [{ span: written, text: type.format }];
  reporter.report('CNN479', written ?? span, [loss, format, name, type.format], {
    related: [{ span: declared, message: `is \`box[${type.format}]\`` }],
    ...(edits !== false && { edits }),
  });
  return false;
}

/**
 * The target's shape as a loss block sees it. A class is one-hot; of two classes, where one number is predicted, it
 * is that number, 0 or 1, as `binary_crossentropy` has it; a mask is the same of each pixel. A list of boxes has a row for each object that there may be; those beyond are
 * 0 0 0 0 −1; a list of points has one for each, 0 0 0 where it cannot be seen.
 */
function targetShape({ type }: TargetField, prediction: Shape): Shape | undefined {
  switch (type.kind) {
    case 'class':
      return type.classes === 2 && prediction.at(-1) === 1 ? [1] : [type.classes];
    case 'classes':
      return [type.classes];
    case 'box':
      return [4];
    case 'mask': {
      const isOneForTwo = type.classes === 2 && prediction.at(-1) === 1;
      const sides = type.sides.map((side, axis) => side ?? prediction[axis] ?? null);
      const known = [...sides, isOneForTwo ? 1 : type.classes].filter((size) => size !== null);
      return known.length === 3 ? known : undefined;
    }
    case 'boxes':
      return [type.most, numbersOfObject];
    case 'keypoints':
      return [type.points, numbersOfPoint];
    case 'tensor': {
      const known = type.shape.filter((size) => size !== null);
      return known.length === type.shape.length ? known : undefined;
    }
  }
}

/** A loss learns nothing and gives the same number for the same batch. */
function refuse(
  layer: LayerNode,
  loss: string,
  use: Span,
  reporter: Place['reporter'],
): readonly LayerNode[] {
  const { kind, weights, sharesWith, span } = layer;
  const weighted = weights.length > 0 || sharesWith !== undefined;
  if (!weighted && definitionOf(layer).random !== true) return [];
  const what = weighted ? 'has weights of its own' : 'is random';
  const related = [{ span: use, message: 'is a loss here' }];
  reporter.report('CNN431', span, [loss, kind, what], { related });
  return [layer];
}

/** A loss gives one tensor, made from both of its inputs. */
function checkResult(
  graph: Graph,
  { declaration }: Callable,
  span: Span,
  reporter: Place['reporter'],
): boolean {
  const related = [{ span: declaration.name.span, message: 'the block' }];
  const [head, ...others] = graph.heads;
  const used = head === undefined ? new Set<Tensor>() : behind(head.tensor);
  const unused = graph.inputs.find((input) => !used.has(input));
  const reason =
    others.length > 0
      ? `it has the outputs ${list(graph.heads.map(({ name }) => `\`${name}\``))}; a loss gives one`
      : unused === undefined
        ? undefined
        : `what it gives does not depend on \`${unused.name}\``;
  if (reason === undefined) return true;
  reporter.report('CNN430', span, [graph.name, reason], { related });
  return false;
}

/** Every tensor that one is made from, and itself. */
function behind(tensor: Tensor): ReadonlySet<Tensor> {
  const found = new Set<Tensor>([tensor]);
  for (const each of found) if (each.type === 'layer') for (const input of each.inputs) found.add(input);
  return found;
}
