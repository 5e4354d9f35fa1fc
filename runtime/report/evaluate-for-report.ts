import type { OpenData } from '../data/open-data.ts';
import { evaluate, type EvaluateOptions } from '../evaluate/evaluate.ts';
import { type TrainedHead, trainedHeads } from '../evaluate/head-meaning.ts';
import type { InspectedBatch } from '../evaluate/inspect-part.ts';
import type { Trained } from '../trained/open-trained.ts';
import { trainedData } from '../trained/trained-data.ts';
import { BoxGatherer, type BoxReport } from './box-report.ts';
import { ClassGatherer, type ClassReport } from './class-report.ts';
import { ObjectGatherer, type ObjectReport } from './object-report.ts';
import { maskOverlays, type ShownMasks } from './mask-overlays.ts';
import { MaskGatherer } from './mask-report.ts';
import { lookWhere } from './look-where.ts';
import type { ClassCount, EvaluatedReport, HeadReport } from './report.ts';
import { firstBatch, showExamples } from './show-examples.ts';
import { smallPicture } from '../draw/small-picture.ts';

export interface ReportOptions extends EvaluateOptions {
  /** Whether pictures of the data stand in the report; absent: they do. */
  readonly pictures?: boolean;
}

type Gatherer =
  | { readonly kind: 'classes'; readonly head: TrainedHead; readonly gatherer: ClassGatherer }
  | { readonly kind: 'box'; readonly head: TrainedHead; readonly gatherer: BoxGatherer }
  | { readonly kind: 'mask'; readonly head: TrainedHead; readonly gatherer: MaskGatherer }
  | { readonly kind: 'objects'; readonly head: TrainedHead; readonly gatherer: ObjectGatherer };

/** Evaluates what a run has trained, and gathers what a report tells of its examples. */
export async function evaluateForReport(trained: Trained, options: ReportOptions): Promise<EvaluatedReport> {
  const { pictures = true, ...others } = options;
  const opened = await trainedData(trained, others);
  const { data } = opened;
  const gatherers = trainedHeads(trained.train).flatMap(gathererOf);
  const inspector = (batch: InspectedBatch): void => {
    for (const { gatherer } of gatherers) gatherer.add(batch);
  };
  const evaluation = await evaluate(trained, opened, { ...others, inspector });
  const heads: HeadReport[] = [];
  for (const each of gatherers) {
    if (each.kind === 'box') heads.push({ kind: 'box', name: each.head.name, ...each.gatherer.report() });
    else if (each.kind === 'objects')
      heads.push({ kind: 'objects', name: each.head.name, ...each.gatherer.report() });
    else if (each.kind === 'mask') {
      const report = pictures ? each.gatherer.report() : { worst: [], first: [] };
      heads.push({ kind: 'mask', name: each.head.name, ...(await maskOverlays(report)) });
    } else {
      const report = each.gatherer.report();
      const { topLosses } = report;
      const looked = pictures
        ? await lookWhere(trained, data, each.head.name, topLosses, evaluation.engine)
        : topLosses;
      heads.push({ kind: 'classes', name: each.head.name, ...report, topLosses: looked });
    }
  }
  const first = pictures
    ? await firstBatch({ train: trained.train, data, seed: trained.identity.seed }, smallPicture)
    : [];
  const shown = pictures ? await showExamples(trained, data, indexesIn(heads)) : new Map<number, string>();
  return {
    evaluation,
    heads,
    counts: classCounts(trained, data),
    firstBatch: first,
    pictures: shown,
    names: namesOf(shown.keys(), data),
  };
}

function gathererOf(head: TrainedHead): readonly Gatherer[] {
  const { meaning } = head;
  if (meaning.kind === 'box') return [{ kind: 'box', head, gatherer: new BoxGatherer(head, meaning) }];
  if (meaning.kind === 'objects')
    return [{ kind: 'objects', head, gatherer: new ObjectGatherer(head, meaning) }];
  if (meaning.kind === 'mask') return [{ kind: 'mask', head, gatherer: new MaskGatherer(head, meaning) }];
  if (meaning.kind === 'numbers' || meaning.kind === 'labels' || meaning.kind === 'keypoints') return [];
  return [{ kind: 'classes', head, gatherer: new ClassGatherer(head, meaning) }];
}

/** The files of examples, from the folder of their class on. */
function namesOf(indexes: Iterable<number>, { source }: OpenData): ReadonlyMap<number, string> {
  return new Map(
    [...indexes].flatMap((index) => {
      const file = source.fileOf(index);
      return file === undefined ? [] : [[index, file.split('/').slice(-2).join('/')] as const];
    }),
  );
}

/** The examples that a report shows, each once. */
function indexesIn(heads: readonly HeadReport[]): readonly number[] {
  const ofBoxes = ({
    worst,
    first,
  }: Pick<BoxReport | ObjectReport | ShownMasks, 'worst' | 'first'>): readonly number[] =>
    [...worst, ...first].map(({ index }) => index);
  const ofClasses = ({ cells, topLosses }: ClassReport): readonly number[] => [
    ...[...cells.values()].flat(),
    ...topLosses.map(({ index }) => index),
  ];
  const all = heads.flatMap((head) => (head.kind === 'classes' ? ofClasses(head) : ofBoxes(head)));
  return [...new Set(all)].sort((a, b) => a - b);
}

/** More classes are not counted one by one. */
const mostClasses = 1000;

function classCounts({ train }: Trained, { source, split }: OpenData): readonly ClassCount[] {
  const classes = train.data.fields.flatMap(({ type }) => (type.kind === 'class' ? [type.classes] : []))[0];
  if (classes === undefined || classes > mostClasses) return [];
  const counted = (order: Uint32Array): readonly number[] => {
    const counts = new Array<number>(classes).fill(0);
    for (const index of order) {
      const label = source.labelOf(index);
      counts[label] = (counts[label] ?? 0) + 1;
    }
    return counts;
  };
  const [training, valid, test] = [counted(split.train), counted(split.valid), counted(split.test)];
  return Array.from({ length: classes }, (_, label) => ({
    name: source.classNames?.[label] ?? String(label),
    train: training[label] ?? 0,
    valid: valid[label] ?? 0,
    test: test[label] ?? 0,
  }));
}
