import type { Entry, Expression } from '../../grammar/ast.ts';
import type { Span } from '../../grammar/span.ts';
import { classOf, entryNamed } from '../catalogue/entry/entry.ts';
import type { Judged, Misfit } from '../catalogue/metrics/define-metric.ts';
import { metricMisfit } from '../catalogue/metrics/metrics-for.ts';
import { kerasMetrics } from '../catalogue/metrics/keras-metrics.ts';
import { metricDefinitions, type MetricSpec } from '../catalogue/metrics/registry.ts';
import type { Details } from '../diagnostics/reporter.ts';
import { type Choice, chooseEntry, type Chosen } from '../expand/choose-entry.ts';
import type { Constant } from '../expand/constant.ts';
import { evaluate } from '../expand/evaluate.ts';
import type { Place } from '../expand/place.ts';
import { foreignWord } from '../foreign/foreign-word.ts';
import { foreignMetricWords, metricParameterWords, overlapWord, topKWord } from '../foreign/metrics.ts';
import { reportUnknownEntry } from './report-unknown-entry.ts';

/** What metrics compare. */
export interface Comparison {
  readonly head: string;
  /** Undefined where something of it is not known. */
  readonly judged: Judged | undefined;
}

/** `metrics = [accuracy, TopKCategoricalAccuracy(k=5)]`, or a single one. */
export function resolveMetrics(
  entry: Entry,
  comparison: Comparison,
  place: Place,
): readonly (MetricSpec | undefined)[] {
  const { value: expression } = entry;
  if (expression.type === 'list') {
    return expression.items.map((item) => resolveMetric(item, evaluate(item, place), comparison, place));
  }
  const value = evaluate(expression, place);
  if (value?.type === 'list') {
    return value.items.map((item) => resolveMetric(expression, item, comparison, place));
  }
  return value?.type === 'none' ? [] : [resolveMetric(expression, value, comparison, place)];
}

type Metric = (typeof metricDefinitions)[number];

function resolveMetric(
  expression: Expression,
  value: Constant | undefined,
  { head, judged }: Comparison,
  place: Place,
): MetricSpec | undefined {
  const { span } = expression;
  const chosen = chooseEntry(choiceAt(span, judged, place), value, expression, place);
  if (chosen === undefined) return undefined;
  const misfit = judged && metricMisfit(chosen.entry, judged, chosen.params);
  if (misfit === undefined) return specOf(chosen, judged);
  return place.reporter.report('CNN417', span, [chosen.text, head, saying(misfit)], meant(misfit, span));
}

const choiceAt = (span: Span, judged: Judged | undefined, { reporter }: Place): Choice<Metric> => ({
  what: 'a metric',
  wanted: 'the name of one',
  entries: metricDefinitions,
  foreign: () => metricParameterWords,
  unknown: (text, { type }) =>
    reportUnknownEntry(
      {
        code: 'CNN411',
        what: 'metric',
        ...{ text, span, isAlone: type !== 'object' },
        entries: metricDefinitions,
        keras: kerasMetrics,
        foreign:
          foreignWord(foreignMetricWords, text) ??
          overlapWord(text, judged?.target.type.kind === 'box') ??
          topKWord(text),
      },
      reporter,
    ),
});

const saying = ({ why, use }: Misfit): string => (use === undefined ? why : `${why}; use \`${use}\``);

/** The metric that can judge what another cannot. */
const meant = ({ use }: Misfit, span: Span): Pick<Details, 'fix' | 'edits'> =>
  use === undefined ? {} : { fix: `use \`${use}\``, edits: [{ span, text: use }] };

/** A metric as it is computed; one that stands for another is that. */
function specOf({ entry, text, params }: Chosen<Metric>, judged: Judged | undefined): MetricSpec {
  const name = entry.logged?.(params) ?? (text === classOf(entry) ? entry.kind : text);
  const other = judged && entry.standsFor?.(judged);
  const made = other === undefined ? entry : (entryNamed(metricDefinitions, other) ?? entry);
  const type = judged?.target.type;
  const box =
    made.readsBoxes === true && type?.kind === 'box'
      ? { box: { format: type.format, encoding: judged?.encoding ?? [] } }
      : {};
  const scores = made.readsScores === true && judged?.scores ? { scores: judged.scores } : {};
  return { name, kind: made.kind, params, ...box, ...scores };
}
