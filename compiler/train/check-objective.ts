import { type Span, textOf } from '../../grammar/span.ts';
import type { Bounds } from '../catalogue/steps/define-augmentation.ts';
import { formatRange } from '../data/prepared-range.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import type { Tensor } from '../graph/graph.ts';
import { formatSizes } from '../catalogue/layers/input-shape.ts';
import { checkActivation } from './check-activation.ts';
import { remedyForSizes } from './remedy-for-sizes.ts';
import type { TrainingModule } from './number-behind.ts';
import { remedyForUnits } from './remedy-for-units.ts';
import { flattened } from './flattened.ts';
import type { TargetField } from './target-field.ts';
import { type ClassType, hasClasses, isOfClasses, lossMisfit } from '../catalogue/losses/fit.ts';
import {
  isOfBlocks,
  losses,
  type LossKind,
  type NamedLoss,
  usualBlocks,
  usualLoss,
} from '../catalogue/losses/registry.ts';

/** A loss between an output and a field, all of which is known. */
export interface LossUse {
  readonly head: string;
  readonly tensor: Tensor;
  readonly target: TargetField;
  readonly loss: NamedLoss;
  /** The loss's place. */
  readonly span: Span;
  readonly headSpan: Span;
  /** Where the model is trained, and the model as it is declared, where that is there. */
  readonly module: TrainingModule;
  /** What the target's values reach, where that is known. */
  readonly range?: Bounds | undefined;
}

/** Checks that a loss can compare an output with a field; whether it can. */
export function checkLoss(use: LossUse, reporter: Reporter): boolean {
  const { type } = use.target;
  if (isOfClasses(type) && !checkClasses(use, type, reporter)) return false;
  const reason = lossMisfit(losses[use.loss.kind], { shape: use.tensor.shape, target: use.target });
  if (reason === undefined) return checkTarget(use, reporter) && checkActivation(use, reporter);
  const isClear = use.tensor.shape.length === (type.kind === 'mask' ? 3 : 1) || type.kind === 'tensor';
  const fitting = isClear ? fittingLoss(type, use.loss.kind) : undefined;
  const isPlain = textOf(use.span) === use.loss.kind;
  reporter.report('CNN407', use.span, [use.loss.kind, use.head, reason, positionsOf(use)], {
    related: [{ span: use.target.span, message: `\`${use.target.name}\` is declared here` }],
    ...(fitting === undefined
      ? (flattened(use.tensor, type) ?? { fix: remedyFor(use) })
      : { fix: `use \`${fitting}\``, edits: isPlain ? [{ span: use.span, text: fitting }] : undefined }),
  });
  return false;
}

function remedyFor({ tensor, target: { type } }: LossUse): string | undefined {
  if (!isOfBlocks(type.kind)) return remedyForSizes(tensor.shape, type);
  const { name, path } = usualBlocks[type.kind];
  return `import \`${name}\` from \`${path}\`, or write a block of \`target\` and \`prediction\``;
}

/** The sizes before the last, where an output has too many: what a `Flatten` would take away. */
function positionsOf({ tensor: { shape }, target: { type }, loss }: LossUse): string | undefined {
  const isOfShape = type.kind === 'class' || losses[loss.kind].fields.includes(type.kind);
  return isOfShape && shape.length > 1 ? formatSizes(shape.slice(0, -1)) : undefined;
}

/** The loss that a kind of field is usually learnt with, where it is another. */
const fittingLoss = ({ kind }: TargetField['type'], written: LossKind): LossKind | undefined =>
  losses[written].fields.includes(kind) || isOfBlocks(kind) ? undefined : usualLoss(kind);

/** The output's last size is the number of classes; 1 where a loss looks at yes and no. */
function checkClasses(
  { head, tensor, target, loss, headSpan, module }: LossUse,
  type: ClassType,
  reporter: Reporter,
): boolean {
  const { classes } = type;
  const size = tensor.shape.at(-1) ?? 0;
  if (typeof size !== 'number' || hasClasses(losses[loss.kind], tensor.shape, type)) return true;
  reporter.report('CNN405', headSpan, [head, size, target.name, classes], {
    label: `[…, ${size}]`,
    ...remedyForUnits(tensor, { size, classes, field: target.name, kind: type.kind }, module),
    related: [
      { span: tensor.span, message: `makes ${formatSizes(tensor.shape)}` },
      { span: target.span, message: `\`${target.name}\` has ${classes} classes` },
    ],
  });
  return false;
}

/** A cross-entropy compares with values of 0 to 1. */
function checkTarget({ loss, target, range, span }: LossUse, reporter: Reporter): boolean {
  if (losses[loss.kind].activation === undefined || range === undefined) return true;
  const [low, high] = range;
  if (low >= -0.01 && high <= 1.01) return true;
  const related = [{ span: target.span, message: 'is not rescaled to 0 to 1' }];
  reporter.report('CNN456', span, [loss.kind, target.name, formatRange(range)], { related });
  return false;
}
