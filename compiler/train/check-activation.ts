import { textOf, type Span } from '../../grammar/span.ts';
import { formatRange } from '../data/prepared-range.ts';
import type { Details, Reporter } from '../diagnostics/reporter.ts';
import type { Tensor } from '../graph/graph.ts';
import { activationNode, fraction, headActivation, randomAfter } from './head-activation.ts';
import type { LossUse } from './check-objective.ts';
import { classOf } from '../catalogue/entry/entry.ts';
import { takesLogits } from '../catalogue/losses/logits.ts';
import { losses, usualLoss } from '../catalogue/losses/registry.ts';

/** What activations that bound their values give. */
const reaches: Readonly<Record<string, readonly [number, number]>> = {
  softmax: [0, 1],
  sigmoid: [0, 1],
  hard_sigmoid: [0, 1],
  [fraction]: [0, 1],
  tanh: [-1, 1],
  softsign: [-1, 1],
};

const reachOf = (activation: string): readonly [number, number] | undefined =>
  Object.hasOwn(reaches, activation) ? reaches[activation] : undefined;

/** Activations whose logits cannot be of both signs and any size. */
const limited: Readonly<Record<string, string>> = {
  relu: 'of 0 and more',
  relu6: 'of 0 to 6',
  softplus: 'above 0',
  exponential: 'above 0',
  tanh: 'of −1 to 1',
  softsign: 'of −1 to 1',
  hard_sigmoid: 'of 0 to 1',
  [fraction]: 'of 0 to 1',
};

/** Checks that what an output ends in goes with its loss and its target; whether it can be trained. */
export function checkActivation(use: LossUse, reporter: Reporter): boolean {
  const { type, name, span } = use.target;
  if (type.kind === 'class' && type.classes === 1) {
    reporter.report('CNN474', use.span, [name], { related: [{ span, message: 'has one class' }] });
    return false;
  }
  const activation = headActivation(use.tensor);
  checkNoise(use, activation, reporter);
  if (activation === 'softmax' && use.tensor.shape.at(-1) === 1) {
    return tell('CNN450', use, [use.head], mend(use.tensor, 'softmax', 'sigmoid'), reporter);
  }
  const wanted = losses[use.loss.kind].activation;
  if (wanted === undefined) return checkReach(use, activation, reporter);
  return takesLogits(use.loss.params)
    ? checkLogits(use, activation, reporter)
    : checkProbabilities(use, activation, wanted, reporter);
}

/** Tells of noise on probabilities, which training then takes for wrong ones. */
function checkNoise({ head, tensor, loss, span }: LossUse, activation: string, reporter: Reporter): void {
  const noisy = randomAfter(tensor);
  if (noisy === undefined || takesLogits(loss.params) || !isProbability(activation)) return;
  const related = [{ span: noisy.span, message: 'changes them while training' }];
  reporter.report('CNN473', span, [noisy.kind, head, activation], { related });
}

const isProbability = (activation: string): boolean =>
  activation === 'softmax' ||
  activation === 'sigmoid' ||
  activation === 'hard_sigmoid' ||
  activation === fraction;

function checkLogits(use: LossUse, activation: string, reporter: Reporter): boolean {
  const { head, tensor, span } = use;
  if (activation === 'softmax' || activation === 'sigmoid') {
    const related = [{ span: tensor.span, message: `ends in ${activation}` }];
    reporter.report('CNN406', span, [head, `a ${activation}`], { related, ...mend(tensor, activation) });
    return false;
  }
  const reach = Object.hasOwn(limited, activation) ? limited[activation] : undefined;
  if (reach !== undefined) {
    tell('CNN455', use, [head, activation, reach], mend(tensor, activation), reporter);
  }
  return true;
}

function checkProbabilities(
  use: LossUse,
  activation: string,
  wanted: 'softmax' | 'sigmoid',
  reporter: Reporter,
): boolean {
  const { head, tensor, loss, span, target } = use;
  const binary = wanted === 'sigmoid';
  if (activation === 'linear') {
    const related = [{ span: tensor.span, message: 'has no activation' }];
    const text = `${classOf(losses[loss.kind])}(from_logits=true)`;
    const edits = textOf(span) === loss.kind ? [{ span, text }] : undefined;
    reporter.report('CNN418', span, [head, loss.kind], { related, edits });
    return true;
  }
  if (activation === 'softmax') {
    if (target.type.kind === 'classes')
      tell('CNN350', use, [head, target.name], mend(use.tensor, 'softmax', 'sigmoid'), reporter);
    const { type } = target;
    const classes = type.kind === 'class' || type.kind === 'mask' ? type.classes : 0;
    if (binary && classes > 2) {
      const edits = textOf(span) === loss.kind ? [{ span, text: usualLoss('class') }] : undefined;
      reporter.report('CNN453', span, [head, classes], { edits });
    }
  } else if (isProbability(activation)) {
    if (!binary) tell('CNN452', use, [loss.kind, head], mendSum(tensor, activation), reporter);
  } else {
    const fix = { fix: `end in \`activation=${wanted}\``, ...mend(tensor, activation, wanted) };
    return tell('CNN451', use, [loss.kind, head, articled(activation)], fix, reporter);
  }
  return true;
}

function checkReach(use: LossUse, activation: string, reporter: Reporter): boolean {
  const { head, loss, target, tensor } = use;
  if (activation === 'softmax') {
    tell('CNN454', use, [loss.kind, head, target.name], mend(tensor, 'softmax'), reporter);
    return true;
  }
  const reach = reachOf(activation);
  const range = use.range;
  if (reach !== undefined && range !== undefined && range[1] - range[0] > 8 * (reach[1] - reach[0])) {
    const args = [head, activation, formatRange(reach), target.name, formatRange(range)] as const;
    tell('CNN457', use, [...args], {}, reporter);
  }
  return true;
}

const mendSum = (tensor: Tensor, activation: string): Details =>
  activation === fraction
    ? { fix: 'end in a softmax, and after it only in what keeps its sum, as a mean does' }
    : mend(tensor, activation, 'softmax');

type ActivationCode = 'CNN450' | 'CNN451' | 'CNN452' | 'CNN454' | 'CNN455' | 'CNN457' | 'CNN350';

/** Reports at the loss, with the layer that ends the output beside it. */
function tell<C extends ActivationCode>(
  code: C,
  { span, tensor }: LossUse,
  args: Parameters<typeof reporter.report<C>>[2],
  details: Details,
  reporter: Reporter,
): false {
  const related = [{ span: tensor.span, message: 'ends the output' }];
  reporter.report(code, span, args, { related, ...details });
  return false;
}

const articled = (activation: string): string => `${/^[aeiou]/.test(activation) ? 'an' : 'a'} ${activation}`;

/** The edits that give the layer which an output ends in another activation, or none, where it is written there. */
function mend(tensor: Tensor, from: string, to?: string): Pick<Details, 'edits'> {
  const span = activationNode(tensor)?.span;
  const found = span === undefined ? [] : [...textOf(span).matchAll(pattern(from, to))];
  const [only, another] = found;
  if (span === undefined || only === undefined || another !== undefined) return {};
  const start = span.start + only.index;
  const place: Span = { ...span, start, end: start + only[0].length };
  return { edits: [{ span: place, text: to === undefined ? '' : `activation=${to}` }] };
}

const pattern = (from: string, to: string | undefined): RegExp =>
  new RegExp(`${to === undefined ? '(?:,\\s*)?' : ''}\\bactivation\\s*=\\s*${from}\\b`, 'g');
