import type { Span } from '../../grammar/span.ts';
import type { LayerNode, SizeNeed, Tensor } from '../graph/graph.ts';
import { isConcrete, type Shape, sizeOf } from '../sizes/shape.ts';
import {
  type AnyLayerDefinition,
  type Need,
  type Problem,
  type Weight,
  isProblem,
  partsOf,
} from '../catalogue/layers/define-layer.ts';
import { isOfLibrary } from '../library/library.ts';
import { axesFor } from '../ir/initializer.ts';
import { limitWeights } from '../catalogue/layers/limit-weights.ts';
import { formatSizes } from '../catalogue/layers/input-shape.ts';
import type { LayerParams, ParameterValue } from '../catalogue/parameters/parameters.ts';
import { fixOfRank } from './fix-of-rank.ts';
import { leastOf } from '../sizes/bounds.ts';
import type { Condition } from '../sizes/condition.ts';
import { writeAssignment, writeCondition } from '../sizes/format-condition.ts';
import { type Assignment, type Size, symbolsOf } from '../sizes/size.ts';
import { channelsLast } from './channels-first.ts';
import type { Bound } from './bind-arguments.ts';
import type { BodyPlace } from './expansion.ts';
import { maximumElements } from './limits.ts';
import { reportMerge, warnOfBroadcast } from './merge-shapes.ts';
import { factsAt, type Place } from './place.ts';
import { demand, noteOf } from './symbolic-sizes.ts';

/** One application on its way into the graph. */
export interface Application {
  readonly definition: AnyLayerDefinition;
  readonly span: Span;
  /** The current tensor, then the others of a merge. */
  readonly inputs: readonly [Tensor, ...Tensor[]];
  /** What the others are called, where they have a name. */
  readonly names: readonly (string | undefined)[];
  /** The arguments at the call, for marking the one at fault. */
  readonly bound: Bound;
  readonly place: BodyPlace;
}

/** A layer with its shape and weights; undefined where it cannot be applied, which has then been reported. */
export function makeNode(
  application: Application,
  written: LayerParams,
  path: string,
): LayerNode | undefined {
  const { definition, span, inputs, place } = application;
  const [input] = inputs;
  if (!checkRank(application)) return undefined;
  const params = readAxes(application, written);
  if (params === undefined) return undefined;
  const [first, ...others] = shapesOf(inputs);
  const inferred = definition.infer(params, first, ...others);
  if (isProblem(inferred)) {
    const isMerge = others.length > 0 && inferred.parameter === undefined;
    return isMerge ? reportMerge(application, params, inferred) : reportProblem(application, inferred);
  }
  const { shape, needs } = partsOf(inferred);
  const unmet = settle(application, needs);
  if (unmet !== undefined) return reportProblem(application, unmet);
  const fixed = fixedWeights(application, definition.weights?.(params, input.shape) ?? []);
  if (fixed === undefined) return undefined;
  const weights = limitWeights(definition, params, fixed);
  if ('message' in weights) return reportProblem(application, weights);
  const what = `the output of \`${definition.kind}\``;
  if (!checkSize(shape, what, span, place)) return undefined;
  for (const weight of weights) {
    if (!checkSize(weight.shape, `the ${weight.name} of \`${definition.kind}\``, span, place))
      return undefined;
  }
  warnAboutLeadingSizes(application);
  warnOfBroadcast(application);
  return {
    type: 'layer',
    path,
    kind: definition.kind,
    params,
    inputs,
    shape: tidied(shape, place),
    weights,
    macs: definition.macs?.(params, input.shape, shape) ?? 0,
    span,
    site: place.site,
  };
}

/** Decides conditions on symbolic sizes; gives what is wrong where one never holds. */
function settle(application: Application, needs: readonly Need[]): Problem | undefined {
  const { definition, span, place } = application;
  const open: { readonly condition: Condition; readonly witness: Assignment }[] = [];
  for (const { condition, problem } of needs) {
    const need: SizeNeed = {
      condition,
      get message() {
        return `\`${definition.kind}\`: ${problem().message}`;
      },
      span,
    };
    const { type, witness = {} } = demand(need, place);
    if (type === 'refuted') {
      const { notes = [], ...rest } = problem();
      return { ...rest, notes: [...notes, ...(noteOf(witness) ?? [])] };
    }
    if (type === 'open' && isEquality(condition)) open.push({ condition, witness });
  }
  const advice = open.flatMap(({ condition }) => place.sizes?.advise(condition) ?? []);
  const [first] = open;
  if (first === undefined || advice.length === 0) return undefined;
  const condition = open.map((each) => writeCondition(each.condition)).join(' and ');
  place.reporter.report('CNN225', span, [definition.kind, condition, writeAssignment(first.witness)], {
    fix: () => `say so, and who trains it is told: \`require ${advice.join(' and ')} : "…"\``,
  });
  return undefined;
}

/** Only what is not a bound: that an image is large enough goes without saying. */
const isEquality = (condition: Condition): boolean =>
  typeof condition !== 'boolean' &&
  (condition.type === 'equal' || ('of' in condition && [condition.of].flat().some(isEquality)));

/** Weights whose sizes are numbers, as they are the same in every run. */
function fixedWeights(
  { definition, span, inputs: [input], place }: Application,
  weights: readonly Weight<Size>[],
): readonly Weight[] | undefined {
  const fixed: Weight[] = [];
  for (const weight of weights) {
    const shape = tidied(weight.shape, place);
    if (!isConcrete(shape)) {
      const args = [definition.kind, weight.name, formatSizes(shape), symbolsOf(...shape)] as const;
      return place.reporter.report('CNN223', span, [...args], {
        related: [originOf(input)],
        fix: definition.steady,
      });
    }
    const axes = axesFor(weight.initializer);
    if (axes !== undefined && (shape.length < axes.least || shape.length > axes.most)) {
      const args = [definition.kind, weight.name, weight.initializer.kind, formatSizes(shape)] as const;
      return place.reporter.report('CNN229', span, [...args]);
    }
    fixed.push({ ...weight, shape });
  }
  return fixed;
}

/** A shape as short as what is known makes its sizes. */
const tidied = (shape: Shape, place: Place): Shape =>
  isConcrete(shape) ? shape : shape.map((size) => factsAt(place).tidy(size));

const shapesOf = ([first, ...others]: Application['inputs']): readonly [Shape, ...Shape[]] => [
  first.shape,
  ...others.map(({ shape }) => shape),
];

const rankNames: Readonly<Record<number, string>> = {
  2: ' (length, channels)',
  3: ' (height, width, channels)',
  4: ' (depth, height, width, channels)',
};

function checkRank(application: Application): boolean {
  const { definition, span, inputs, place } = application;
  const [input] = inputs;
  const { rank } = definition;
  if (rank === undefined || rank.includes(input.shape.length)) return true;
  const wanted = `${rank.join(' or ')} sizes${rankNames[rank[0] ?? 0] ?? ''}`;
  place.reporter.report('CNN207', span, [definition.kind, wanted, formatSizes(input.shape)], {
    related: [originOf(input)],
    ...fixOfRank(application.inputs[0], definition.kind, rank[0]),
  });
  return false;
}

/** Keras's axes (the batch is 0) as indices into the shape without the batch. */
function readAxes(
  { definition, span: whole, inputs: [input], bound, place }: Application,
  params: LayerParams,
): LayerParams | undefined {
  const names = axesIn(definition);
  if (names.length === 0) return params;
  const read: Record<string, ParameterValue> = { ...params };
  for (const name of names) {
    const axis = params[name];
    if (typeof axis !== 'number') continue;
    const rank = input.shape.length;
    const index = axis < 0 ? axis + rank : axis - 1;
    if (index < 0 || index >= rank || axis === 0) {
      const span = bound.values.get(name)?.span ?? whole;
      return place.reporter.report('CNN209', span, [axis, formatSizes(input.shape), rank]);
    }
    read[name] = index;
  }
  return read;
}

const axes = new WeakMap<AnyLayerDefinition, readonly string[]>();

/** The parameters of a kind that are axes, found once. */
function axesIn(definition: AnyLayerDefinition): readonly string[] {
  const known = axes.get(definition);
  if (known !== undefined) return known;
  const found = Object.entries(definition.params).flatMap(([name, { type }]) =>
    type === 'axis' ? [name] : [],
  );
  axes.set(definition, found);
  return found;
}

function reportProblem(
  { definition, span: whole, inputs: [input], bound, place }: Application,
  problem: Problem,
): undefined {
  const argument = problem.parameter === undefined ? undefined : bound.values.get(problem.parameter);
  return place.reporter.report('CNN206', argument?.span ?? whole, [definition.kind, problem.message], {
    label: `on ${formatSizes(input.shape)}`,
    related: [originOf(input)],
    notes: problem.notes,
    isOutgrown: problem.isOutgrown,
    ...(channelsLast(input) ?? { fix: problem.fix }),
  });
}

/** A related place: what an input is made by. */
export const originOf = (input: Tensor): { readonly span: Span; readonly message: string } => ({
  span: input.span,
  message: `${input.type === 'input' ? `\`${input.name}\` is` : 'makes'} ${formatSizes(input.shape)}`,
});

/** Whether a tensor can exist at all. */
export function checkSize(shape: Shape, what: string, span: Span, { reporter }: Place): boolean {
  const elements = leastOf(sizeOf(shape));
  if (elements <= maximumElements) return true;
  const count = Number.isNaN(elements)
    ? 'more than can be said'
    : elements.toLocaleString('en', { maximumSignificantDigits: 3 });
  reporter.report('CNN208', span, [what, count], {
    label: formatSizes(shape),
  });
  return false;
}

/** Keras applies Dense to the last axis only, which on an image is rarely meant; the library means it. */
function warnAboutLeadingSizes({ definition, span, inputs: [input], place }: Application): void {
  if (isOfLibrary(span.source)) return;
  if (definition.kind !== 'Dense' || input.shape.slice(0, -1).every((size) => size === 1)) return;
  place.reporter.report('CNN210', span, [definition.kind, formatSizes(input.shape)], {
    related: [originOf(input)],
  });
}
