import { list } from '../diagnostics/messages/define-message.ts';
import { type BoxStep, isReversible } from '../catalogue/steps/box-encoding.ts';
import type { Entry, Expression } from '../../grammar/ast.ts';
import type { Span } from '../../grammar/span.ts';
import { formatOpenShape } from '../data/resolve-fields.ts';
import type { Details } from '../diagnostics/reporter.ts';
import { suggest } from '../foreign/suggest.ts';
import { foreignFix, foreignWord } from '../foreign/foreign-word.ts';
import { foreignMetricWords, topKWord } from '../foreign/metrics.ts';
import type { Shape } from '../sizes/shape.ts';
import { formatSizes } from '../catalogue/layers/input-shape.ts';
import type { ParameterTable } from '../catalogue/parameters/parameters.ts';
import { bindArguments, completeParameters } from '../expand/bind-arguments.ts';
import { type Constant, describe } from '../expand/constant.ts';
import { evaluate } from '../expand/evaluate.ts';
import type { Place } from '../expand/place.ts';
import { readNamed } from '../expand/read-entries.ts';
import { readParameter } from '../expand/read-parameter.ts';
import { maybeSame, type TargetField } from './target-field.ts';
import type { MetricSpec } from '../catalogue/metrics/metric-spec.ts';
import { knownMetrics, metricNames, type MetricName } from '../catalogue/metrics/metric-names.ts';

/** What a metric compares, as far as it is known. */
export interface Compared {
  readonly head: string;
  readonly shape: Shape | undefined;
  readonly target: TargetField | undefined;
  /** Whether a loss takes the values of the target for classes or shares of them: a mask under a cross-entropy. */
  readonly asClasses: boolean;
  /** What a `prepare` of its own makes of a box. */
  readonly encoding: readonly BoxStep[];
}

const topKParams: ParameterTable = {
  k: { type: 'integer', minimum: 1, default: 5, doc: 'How many guesses count.' },
};

/** `metrics = [accuracy, TopKCategoricalAccuracy(k=5)]`, or a single one. */
export function resolveMetrics(
  entry: Entry,
  compared: Compared,
  place: Place,
): readonly (MetricSpec | undefined)[] {
  const { value: expression } = entry;
  if (expression.type === 'list') {
    return expression.items.map((item) => resolveMetric(item, evaluate(item, place), compared, place));
  }
  const value = evaluate(expression, place);
  if (value?.type === 'list') {
    return value.items.map((item) => resolveMetric(expression, item, compared, place));
  }
  return value?.type === 'none' ? [] : [resolveMetric(expression, value, compared, place)];
}

function resolveMetric(
  expression: Expression,
  value: Constant | undefined,
  compared: Compared,
  place: Place,
): MetricSpec | undefined {
  const { reporter } = place;
  const { span } = expression;
  if (value === undefined) return undefined;
  const named = readNamed(value, expression);
  if (named === undefined) {
    return reporter.report('CNN112', span, ['a metric', 'the name of one', describe(value)]);
  }
  const { text } = named;
  const found = metricNames.find(({ words, name }) => words.includes(text) || name === text);
  if (found === undefined) {
    const foreign = foreignWord(foreignMetricWords, text) ?? topKWord(text);
    const notes = [`there are ${list(metricNames.map(({ words, name }) => words[0] ?? name))}`];
    const fix = foreign === undefined ? {} : foreignFix(foreign, { word: span });
    if (knownMetrics.has(text)) {
      return reporter.report('CNN104', span, [`the metric \`${text}\``], { ...fix, notes });
    }
    if (foreign !== undefined) return reporter.report('CNN411', span, [text, undefined], { ...fix, notes });
    const suggestion = suggest(
      text,
      metricNames.flatMap(({ words, name }) => [...words, name]),
    );
    const edits =
      suggestion === undefined || value.type === 'object' ? undefined : [{ span, text: suggestion }];
    return reporter.report('CNN411', span, [text, suggestion], { edits, notes });
  }
  if (value.type === 'string') return reporter.report('CNN115', span, [text], { edits: [{ span, text }] });
  const k = readK(found, text, value, expression, place);
  if (k === undefined) return undefined;
  const problem = misfit(found.kind, k, compared);
  if (problem !== undefined) {
    return reporter.report('CNN417', span, [text, compared.head, problem], meant(problem, span));
  }
  return specOf(found, text, k, compared);
}

/** The metric that a problem says to use. */
function meant(problem: string, span: Span): Pick<Details, 'fix' | 'edits'> {
  const [, text] = /; use `(\w+)`$/.exec(problem) ?? [];
  return text === undefined ? {} : { fix: `use \`${text}\``, edits: [{ span, text }] };
}

/** The `k` of a top-k metric; 0 for others; undefined where the arguments are at fault. */
function readK(
  { kind }: MetricName,
  owner: string,
  value: Constant,
  { span }: Expression,
  place: Place,
): number | undefined {
  const params = kind === 'top_k' ? topKParams : {};
  const signature = { owner, params };
  const bound = bindArguments(signature, value.type === 'object' ? value.given : [], place, readParameter);
  const read = completeParameters(signature, [bound], span, place.reporter);
  return read === undefined ? undefined : kind === 'top_k' ? (read['k'] as number) : 0;
}

/** Why a metric cannot judge an output, where it cannot. */
function misfit(
  kind: MetricName['kind'],
  k: number,
  { shape, target, asClasses, encoding }: Compared,
): string | undefined {
  if (target === undefined || shape === undefined) return undefined;
  const last = shape.at(-1) ?? 1;
  const isClass = target.type.kind === 'class';
  switch (kind) {
    case 'accuracy':
      if (target.type.kind === 'tensor' && !asClasses)
        return `\`${target.name}\` has quantities, not classes; use \`mae\``;
      return target.type.kind === 'box' ? 'a box is not right or wrong; use `mae`' : undefined;
    case 'sparse_categorical_accuracy':
      if (!isClass) return `\`${target.name}\` is not a class`;
      return last === 1 ? 'it has one value only; use `accuracy`' : undefined;
    case 'categorical_accuracy':
      return isClass ? `\`${target.name}\` is a class number; use \`accuracy\`` : sizesDiffer(shape, target);
    case 'binary_accuracy':
      return target.type.kind === 'box' ? 'a box is not right or wrong; use `mae`' : undefined;
    case 'top_k':
      if (target.type.kind === 'box') return 'a box is not right or wrong; use `mae`';
      return typeof last === 'number' && k >= last ? `the best ${k} of ${last} are always right` : undefined;
    case 'mse':
    case 'mae':
      if (isClass) return `\`${target.name}\` is a class, not a quantity`;
      return sizesDiffer(shape, target);
    case 'box_iou':
      if (target.type.kind !== 'box') return `\`${target.name}\` is not a box`;
      if (!isReversible(encoding)) return `\`prepare ${target.name}\` makes all boxes alike`;
      return sizesDiffer(shape, target);
  }
}

/** Why an output cannot be compared with a field number by number; a loss that is a block may still compare them. */
function sizesDiffer(shape: Shape, { name, type }: TargetField): string | undefined {
  const field = type.kind === 'box' ? [4] : type.kind === 'tensor' ? type.shape : [];
  return maybeSame(shape, field)
    ? undefined
    : `it is ${formatSizes(shape)}, but \`${name}\` is ${formatOpenShape(field)}`;
}

/** `accuracy` means what Keras makes of it: by the output's last size, and by whether the target is a class. */
function specOf(
  found: MetricName,
  text: string,
  k: number,
  { shape, target, encoding }: Compared,
): MetricSpec {
  if (found.kind === 'top_k') return { name: `top_${k}_accuracy`, kind: 'top_k', k };
  const name = found.name === text ? (found.words[0] ?? text) : text;
  if (found.kind === 'box_iou' && target?.type.kind === 'box') {
    const { format } = target.type;
    return { name, kind: 'box_iou', format, ...(encoding.length === 0 ? {} : { encoding }) };
  }
  if (found.kind !== 'accuracy') return { name, kind: found.kind };
  if ((shape?.at(-1) ?? 2) === 1) return { name, kind: 'binary_accuracy' };
  return {
    name,
    kind: target?.type.kind === 'tensor' ? 'categorical_accuracy' : 'sparse_categorical_accuracy',
  };
}
