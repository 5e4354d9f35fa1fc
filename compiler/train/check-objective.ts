import type { Span } from '../../grammar/span.ts';
import { formatOpenShape } from '../data/resolve-fields.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import type { Tensor } from '../graph/graph.ts';
import { formatSizes } from '../layers/input-shape.ts';
import { headActivation } from './head-activation.ts';
import { remedyForSizes } from './remedy-for-sizes.ts';
import { maybeSame, type TargetField } from './target-field.ts';
import type { NamedLoss } from './train-spec.ts';

/** A loss between an output and a field, all of which is known. */
export interface LossUse {
  readonly head: string;
  readonly tensor: Tensor;
  readonly target: TargetField;
  readonly loss: NamedLoss;
  /** The loss's place. */
  readonly span: Span;
  readonly headSpan: Span;
}

/** Checks that a loss can compare an output with a field; whether it can. */
export function checkLoss(use: LossUse, reporter: Reporter): boolean {
  const { type } = use.target;
  if (type.kind === 'class' && !checkClasses(use, type.classes, reporter)) return false;
  const reason = mismatch(use);
  if (reason === undefined) return checkLogits(use, reporter);
  const isCategorical = use.loss.kind === 'categorical_crossentropy' && type.kind === 'class';
  reporter.report('CNN407', use.span, [use.loss.kind, use.head, reason], {
    related: [{ span: use.target.span, message: `\`${use.target.name}\` is declared here` }],
    fix: isCategorical ? 'use `sparse_categorical_crossentropy`' : remedyForSizes(use.tensor.shape, type),
  });
  return false;
}

/** The output's last size is the number of classes; 1 where a binary loss looks at two. */
function checkClasses(
  { head, tensor, target, loss, headSpan }: LossUse,
  classes: number,
  reporter: Reporter,
): boolean {
  const { kind } = loss;
  if (kind === 'mse' || kind === 'mae') return true;
  const size = tensor.shape.at(-1) ?? 0;
  if (
    typeof size !== 'number' ||
    size === classes ||
    (kind === 'binary_crossentropy' && size === 1 && classes === 2)
  )
    return true;
  reporter.report('CNN405', headSpan, [head, size, target.name, classes], {
    label: `[…, ${size}]`,
    related: [
      { span: tensor.span, message: `makes ${formatSizes(tensor.shape)}` },
      { span: target.span, message: `\`${target.name}\` has ${classes} classes` },
    ],
  });
  return false;
}

/** Why a loss cannot compare the two, where it cannot. */
function mismatch({ tensor, target, loss }: LossUse): string | undefined {
  const { shape } = tensor;
  const { type, name } = target;
  switch (type.kind) {
    case 'class':
      if (shape.length !== 1) return `it is ${formatSizes(shape)}, but \`${name}\` is one class an example`;
      if (loss.kind === 'categorical_crossentropy')
        return `\`${name}\` is a class number, not a probability each`;
      return loss.kind === 'mse' || loss.kind === 'mae'
        ? `\`${name}\` is a class, not a quantity`
        : undefined;
    case 'box':
      if (loss.kind !== 'mse' && loss.kind !== 'mae') return `\`${name}\` is a box; use \`mse\` or \`mae\``;
      return maybeSame(shape, [4]) ? undefined : `it is ${formatSizes(shape)}, but a box is [4]`;
    case 'tensor':
      if (loss.kind === 'sparse_categorical_crossentropy') return `\`${name}\` is not a class`;
      return maybeSame(shape, type.shape)
        ? undefined
        : `it is ${formatSizes(shape)}, but \`${name}\` is ${formatOpenShape(type.shape)} once prepared`;
  }
}

/** A crossentropy sees probabilities, or logits where it is told so. */
function checkLogits({ head, tensor, loss, span }: LossUse, reporter: Reporter): boolean {
  if (loss.kind === 'mse' || loss.kind === 'mae') return true;
  const activation = headActivation(tensor);
  if (loss.fromLogits && (activation === 'softmax' || activation === 'sigmoid')) {
    reporter.report('CNN406', span, [head, `a ${activation}`], {
      related: [{ span: tensor.span, message: `ends in ${activation}` }],
    });
    return false;
  }
  if (!loss.fromLogits && activation === 'linear') {
    reporter.report('CNN418', span, [head, loss.kind], {
      related: [{ span: tensor.span, message: 'has no activation' }],
    });
  }
  return true;
}
