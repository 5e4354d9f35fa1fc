import type { Entry } from '../../grammar/ast.ts';
import { type Span, textOf } from '../../grammar/span.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import { isValidated, type DataSpec } from '../data/data-spec.ts';
import { entryElsewhere, entryNamed } from '../catalogue/entry/entry.ts';
import { metricDefinitions } from '../catalogue/metrics/registry.ts';
import { evaluate } from '../expand/evaluate.ts';
import type { Place } from '../expand/place.ts';
import { readNamed } from '../expand/read-named.ts';
import { describe } from '../expand/constant.ts';
import { suggest } from '../foreign/suggest.ts';
import { list } from '../diagnostics/messages/define-message.ts';
import { type Measure, measuresOf } from './measure-names.ts';
import type { Settings } from './read-settings.ts';
import type { ObjectiveSpec } from './train-spec.ts';

/** What the weights are kept by. */
export interface MonitorSpec extends Measure {
  /** Epochs in a row without a better one after which the phase stops. */
  readonly patience?: number;
  readonly minDelta: number;
}

/** `monitor = val_accuracy`: the name, which the objectives decide what is of. */
export function readMonitor(entry: Entry, place: Place): string | null | undefined {
  const value = evaluate(entry.value, place);
  if (value?.type === 'none') return null;
  const named = readNamed(value, entry.value);
  const { span } = entry.value;
  if (value === undefined) return undefined;
  if (named === undefined)
    return place.reporter.report('CNN112', span, [
      '`monitor`',
      'the name of a loss or metric',
      describe(value),
    ]);
  if (named.quoted)
    return place.reporter.report('CNN115', span, [named.text], { edits: [{ span, text: named.text }] });
  return named.text;
}

/** Checks what the weights are kept by against what a phase is told by; false where it is at fault, which has been reported. */
export function checkMonitor(
  { values, places }: Settings,
  objectives: readonly ObjectiveSpec[],
  data: DataSpec | undefined,
  { reporter }: Place,
): boolean {
  const { monitor: name } = values;
  const span = places.monitor;
  if (name === undefined || name === null) {
    const needless = (['patience', 'min_delta'] as const).find((key) => values[key] != null);
    const at = needless && places[needless];
    if (needless === undefined || at === undefined || span !== undefined) return true;
    const written = hasValidation(data) ? 'val_loss' : 'loss';
    reporter.report('CNN475', at, [needless, written], {
      edits: [{ span: { ...at, start: at.end }, text: `  monitor = ${written}` }],
    });
    return false;
  }
  return span === undefined || data === undefined || isMeasured(name, span, { objectives, data }, reporter);
}

/** Whether a phase tells a measure; where it does not, that has been reported. `span`: where its name stands, alone or in a call. */
export function isMeasured(
  name: string,
  span: Span,
  { objectives, data }: { readonly objectives: readonly ObjectiveSpec[]; readonly data: DataSpec },
  reporter: Reporter,
): boolean {
  const measures = measuresOf(objectives, hasValidation(data));
  if (measures.some((each) => each.name === name)) return true;
  const plain = name.replace(/^val_/, '');
  if (plain !== name && measures.some((each) => each.name === plain)) {
    reporter.report('CNN476', span, [name, data.name, data.split.test]);
    return false;
  }
  const names = measures.map((each) => each.name);
  const metric = metricCalled(plain) ?? plain;
  const ofHead = names.find(
    (each) => each.endsWith(`_${metric}`) && each.startsWith('val_') === (plain !== name),
  );
  const here = names.find((each) => each === name.replace(plain, metric));
  const suggestion = here ?? ofHead ?? suggest(name, names);
  reporter.report('CNN477', span, [name, suggestion], {
    edits: suggestion === undefined ? undefined : rewritten(name, suggestion, span),
    notes: [`it is told by ${list(names)}`],
  });
  return false;
}

/** The metric of another spelling: `acc`. */
const metricCalled = (text: string): string | undefined =>
  (entryNamed(metricDefinitions, text) ?? entryElsewhere(metricDefinitions, text))?.kind;

/** The edit that writes another measure, be it in a call. */
function rewritten(name: string, suggestion: string, span: Span) {
  const at = textOf(span).search(new RegExp(`\\b${name}\\b`));
  if (at < 0) return undefined;
  const start = span.start + at;
  return [{ span: { ...span, start, end: start + name.length }, text: suggestion }];
}

const hasValidation = (data: DataSpec | undefined): boolean => data !== undefined && isValidated(data.split);

/** What the weights of a phase are kept by; undefined where the last ones are. */
export function monitorOf(
  { monitor, patience, min_delta: minDelta = 0, objectives }: MonitoredPhase,
  isOfValidation: boolean,
): MonitorSpec | undefined {
  const measure = measuresOf(objectives, isOfValidation).find(({ name }) => name === monitor);
  return measure && { ...measure, minDelta, ...(patience === undefined ? {} : { patience }) };
}

interface MonitoredPhase {
  readonly monitor?: string;
  readonly patience?: number;
  readonly min_delta?: number;
  readonly objectives: readonly Pick<ObjectiveSpec, 'head' | 'metrics'>[];
}
