import { isMixing } from '../catalogue/steps/augmentations.ts';
import type { Entry, ModelDeclaration, Name, ObjectiveSection, Step } from '../../grammar/ast.ts';
import { type Span, textOf } from '../../grammar/span.ts';
import type { Bounds } from '../catalogue/steps/define-augmentation.ts';
import { preparedRange } from '../data/prepared-range.ts';
import { fieldMeant } from '../data/field-meant.ts';
import type { ResolvedData } from '../data/resolve-data.ts';
import { boxEncoding } from '../catalogue/steps/box-encoding.ts';
import type { Details } from '../diagnostics/reporter.ts';
import { suggest } from '../foreign/suggest.ts';
import { objectiveWords } from '../foreign/settings.ts';
import type { ExpandedModel } from '../expand/expand-model.ts';
import type { Budget } from '../expand/expansion.ts';
import type { Place } from '../expand/place.ts';
import { keyedEntries, readEntry } from '../expand/read-entries.ts';
import { checkLoss } from './check-objective.ts';
import { headMeant } from './meant.ts';
import { resolveLoss } from './resolve-loss.ts';
import { resolveMetrics } from './resolve-metrics.ts';
import { scoresOf } from './scores-of.ts';
import type { TargetField } from './target-field.ts';
import { type KeyIn, settings } from '../catalogue/settings/registry.ts';
import type { MetricSpec } from '../catalogue/metrics/registry.ts';
import { usualLossName } from '../catalogue/losses/registry.ts';
import type { LossSpec, ObjectiveSpec } from './train-spec.ts';

/** An objective as written: its entries by key, those of a phase over those of its train block. */
export interface WrittenObjective {
  readonly head: string;
  readonly span: Span;
  readonly entries: Partial<Record<KeyIn<'objective'>, Entry>>;
}

/** What objectives are about. */
export interface Subject {
  readonly model: ExpandedModel;
  /** As it is declared, where that is in the module of the train block. */
  readonly declaration: ModelDeclaration | undefined;
  readonly data: ResolvedData;
  /** Its fields as objectives compare with them. */
  readonly targets: readonly TargetField[];
  readonly budget: Budget;
}

/** The objectives of a train block or phase, each head once. */
export function collectObjectives(
  sections: readonly ObjectiveSection[],
  { model }: Pick<Subject, 'model'>,
  place: Place,
): readonly WrittenObjective[] {
  const { reporter } = place;
  const found = new Map<string, WrittenObjective>();
  const left = headsLeft(sections, model);
  for (const { head, entries } of sections) {
    const name = head.text;
    if (model.complete && headMeant('output', head, model.heads, place) === undefined) {
      const heads = model.heads.map((candidate) => candidate.name);
      const suggestion = suggest(name, left) ?? left.shift() ?? suggest(name, heads);
      const edits = suggestion === undefined ? undefined : [{ span: head.span, text: suggestion }];
      const notes = [`its outputs are ${heads.join(', ')}`];
      const { unnamed } = model;
      if (unnamed !== undefined) reportUnnamed(head, model.name, unnamed, place);
      else reporter.report('CNN403', head.span, [model.name, name, suggestion], { edits, notes });
    } else if (found.has(name)) reporter.report('CNN409', head.span, [name]);
    else {
      const keyed = keyedEntries('objective', `\`objective ${name}\``, entries, reporter, objectiveWords);
      found.set(name, { head: name, span: head.span, entries: keyed });
    }
  }
  return [...found.values()];
}

/** Tells of an objective for a model that names no output: its last layer is the one, once it has the name. */
function reportUnnamed({ text, span }: Name, model: string, last: Step, { reporter }: Place): void {
  const written = textOf(last.operation.span);
  const named = /\n/.test(written) ? `output ${text}: …` : `output ${text}: ${written}`;
  const before = { ...last.span, end: last.operation.span.start };
  reporter.report('CNN403', span, [model, text, undefined], {
    fix: `name its last layer: \`${named}\``,
    edits: [{ span: before, text: `output ${text}: ` }],
    related: [{ span: last.span, message: 'the last layer, which no `output` names' }],
  });
}

/** The heads that no objective names; each may be what a strange name means. */
function headsLeft(sections: readonly ObjectiveSection[], { heads }: ExpandedModel): string[] {
  const named = new Set(sections.map(({ head }) => head.text));
  return heads.map(({ name }) => name).filter((name) => !named.has(name));
}

/** A train block's objectives with what a phase says otherwise. */
export function mergeObjectives(
  inherited: readonly WrittenObjective[],
  own: readonly WrittenObjective[],
): readonly WrittenObjective[] {
  const merged = inherited.map((objective) => {
    const override = own.find(({ head }) => head === objective.head);
    if (override === undefined) return objective;
    return { ...objective, entries: { ...objective.entries, ...override.entries } };
  });
  return [...merged, ...own.filter(({ head }) => !inherited.some((objective) => objective.head === head))];
}

/** Checks an objective against its head and field. */
export function resolveObjective(
  { head, span, entries }: WrittenObjective,
  subject: Subject,
  place: Place,
): ObjectiveSpec | undefined {
  const target = resolveTarget(head, span, entries, subject, place);
  const tensor = subject.model.heads.find(({ name }) => name === head)?.tensor;
  const known = tensor === undefined || tensor === 'unknown' ? undefined : tensor;
  const field = subject.targets.find(({ name }) => name === target);
  const compared = known && field && { prediction: known, target: field };
  if (entries.loss === undefined) {
    const fix = `add \`loss = ${usualLossName(field?.type.kind)}\``;
    place.reporter.report('CNN413', span, [`\`objective ${head}\``, ['loss']], { fix });
  }
  const lossPlace = { ...place, ...subject, compared };
  const written = entries.loss === undefined ? undefined : resolveLoss(entries.loss, lossPlace);
  const weight = entries.weight === undefined ? 1 : readEntry(entries.weight, settings.weight.accepts, place);
  const range = rangeOf(target, subject.data);
  const module = { bound: place.environment.bound, model: subject.declaration };
  const use = { head, span: decidingSpan(entries, span), headSpan: span, range, module };
  const fits = (loss: LossSpec): boolean =>
    compared !== undefined &&
    (loss.kind === 'block' ||
      checkLoss({ ...use, tensor: compared.prediction, target: compared.target, loss }, place.reporter));
  const isFit = written?.every(fits) === true;
  const encoding = boxEncoding(target ?? '', subject.data.spec?.prepare ?? []);
  const shape = isFit ? known?.shape : undefined;
  const scores = compared && written && scoresOf(compared, written);
  const isDetections = known?.type === 'layer' && known.kind === 'Detections';
  const judged = shape && field && { shape, target: field, scores, encoding, isDetections };
  const metrics =
    entries.metrics === undefined ? [] : resolveMetrics(entries.metrics, { head, judged }, place);
  const fitting = withOwnNames(metrics.filter((metric) => metric !== undefined));
  if (target === undefined || written === undefined || typeof weight !== 'number' || !isFit) return undefined;
  if (fitting.length < metrics.length) return undefined;
  const [loss, ...moreLosses] = written;
  const more = moreLosses.length === 0 ? {} : { moreLosses };
  const weighed = subject.data.spec?.balance === 'class_weights' && field?.type.kind === 'class';
  const isOfClasses = field?.type.kind === 'class' || field?.type.kind === 'classes';
  const mixed = isOfClasses && subject.data.spec?.augment.some(isMixing) === true;
  return {
    ...{ head, target, loss, ...more, weight },
    ...(field?.type.kind === 'mask' && { isMask: true }),
    ...(weighed && { weighed }),
    ...(mixed && { mixed }),
    ...{ metrics: fitting, span },
  };
}

/** Metrics of one name that differ are counted from the second on: `auc`, `auc_2`. */
function withOwnNames(metrics: readonly MetricSpec[]): readonly MetricSpec[] {
  const found = new Map<string, string>();
  return metrics.map((metric) => {
    const { name } = metric;
    const what = JSON.stringify(metric);
    let own = name;
    for (let number = 2; (found.get(own) ?? what) !== what; number++) own = `${name}_${number}`;
    found.set(own, what);
    return { ...metric, name: own };
  });
}

/** What the values of a picture reach once prepared; undefined for other fields. */
function rangeOf(target: string | undefined, { fields, spec }: ResolvedData): Bounds | undefined {
  const field = fields.find(({ name }) => name === target);
  if (spec === undefined || field?.type.kind !== 'tensor' || field.type.dtype !== 'uint8') return undefined;
  return preparedRange({ fields: [field], prepare: spec.prepare });
}

/** The loss, or the target where that was written later (in a phase). */
function decidingSpan({ loss, target }: WrittenObjective['entries'], span: Span): Span {
  if (loss === undefined) return span;
  return target !== undefined && target.span.start > loss.span.end ? target.value.span : loss.value.span;
}

/** The field an objective compares with: `target = …`, else the field of the head's name. */
function resolveTarget(
  head: string,
  span: Span,
  { target: entry, loss }: WrittenObjective['entries'],
  { data }: Subject,
  place: Place,
): string | undefined {
  const { reporter } = place;
  const path = entry?.value.type === 'path' ? entry.value : undefined;
  const [segment] = path?.segments ?? [];
  const word = segment?.type === 'name' && path?.segments.length === 1 ? segment : undefined;
  if (entry !== undefined && word === undefined) {
    return reporter.report('CNN112', entry.value.span, ['`target`', 'the name of a field', 'something else']);
  }
  const name = word?.text ?? head;
  const field =
    word === undefined
      ? data.fields.find((each) => each.name === head)
      : fieldMeant(word, data.fields, place);
  if (field !== undefined) return field.name;
  const end = loss?.span;
  const names = data.fields.map((each) => each.name);
  if (!data.complete) return undefined;
  const at = word?.span ?? span;
  const learnt = data.fields.filter(({ type }) => type.kind !== 'tensor').map((each) => each.name);
  const only = learnt.length === 1 ? learnt[0] : undefined;
  const suggestion = suggest(name, names) ?? only;
  const named = `compare with it: \`target = ${suggestion ?? ''}\``;
  const edits = (): Details['edits'] => {
    if (suggestion === undefined) return undefined;
    if (word !== undefined) return [{ span: at, text: suggestion }];
    return end === undefined
      ? undefined
      : [{ span: { ...end, start: end.end }, text: `  target = ${suggestion}` }];
  };
  const fix = suggestion === undefined || word !== undefined ? undefined : named;
  return reporter.report('CNN404', at, [data.name, name, suggestion], { fix, edits: edits() });
}
