import type { Diagnostic } from '../../grammar/diagnostic.ts';
import type { EngineName } from '../engines/engine.ts';
import type { Measures } from '../train/record.ts';
import {
  examplesOf,
  type GivenData,
  type PartName,
  trainedData,
  type TrainedData,
  usualPart,
} from '../trained/trained-data.ts';
import { openTrained, type Trained } from '../trained/open-trained.ts';
import type { Detection } from '../detection/found-objects.ts';
import { DetectionCollector, detectingHeads } from './detection.ts';
import { headCollector, type HeadFigures } from './head-figures.ts';
import { trainedHeads } from './head-meaning.ts';
import { type InspectOptions, type Inspector, inspectPart } from './inspect-part.ts';

export interface EvaluateOptions extends GivenData, Omit<InspectOptions, 'watch'> {
  /** Absent: of the run's own data what it was not trained on, of other data all. */
  readonly part?: PartName | undefined;
  /** Who else sees what became of each batch. */
  readonly inspector?: Inspector;
  /** Who is told how many examples have been evaluated. */
  readonly evaluated?: InspectOptions['watch'];
}

/** What a run comes to on some data. */
export interface Evaluation {
  readonly run: string;
  readonly train: string;
  readonly part: PartName;
  /** Whether the data are those that the run was trained on. */
  readonly isOwn: boolean;
  readonly engine: EngineName;
  readonly examples: number;
  /** Losses and metrics, by the names that the run's log has them under. */
  readonly measures: Measures;
  /** Of heads of classes and of boxes, what else they came to. */
  readonly heads: ReadonlyMap<string, HeadFigures>;
  /** Of a head of objects, or of one of classes with one of boxes, each example one detection. */
  readonly detection?: Detection;
  /** Names of the classes by their numbers, where they are known. */
  readonly classes?: readonly string[];
  readonly skipped: readonly (readonly [file: string, reason: string])[];
  readonly warnings: readonly Diagnostic[];
}

/**
 * Evaluates what a run has trained, from its folder alone. Losses and metrics are those that the run itself would tell of the same
 * examples on the same engine. Throws a RunError for what is wrong with the run, the data or the engine.
 */
export async function evaluateRun(folder: string, options: EvaluateOptions = {}): Promise<Evaluation> {
  const trained = await openTrained(folder);
  const opened = await trainedData(trained, options);
  return evaluate(trained, opened, options);
}

/** The same of a run and data that are open. */
export async function evaluate(
  trained: Trained,
  opened: TrainedData,
  { part = usualPart(opened), engine, batch, evaluated, interrupted, inspector }: EvaluateOptions,
): Promise<Evaluation> {
  const { folder, identity, train } = trained;
  const order = examplesOf(opened, part);
  const all = trainedHeads(train);
  const pair = detectingHeads(all);
  const [height = 1, width = 1] = train.graph.inputs[0]?.shape ?? [];
  const detection = pair && new DetectionCollector(pair, { height, width });
  const collectors = all.flatMap((head) => {
    const collector = headCollector(head);
    return collector === undefined ? [] : [[head.name, collector] as const];
  });
  const found = await inspectPart(
    trained,
    opened.data,
    order,
    async (each) => {
      for (const [, collector] of collectors) collector.add(each);
      detection?.add(each);
      await inspector?.(each);
    },
    { engine, batch, watch: evaluated, interrupted },
  );
  const { classes } = identity;
  return {
    run: folder,
    train: train.name,
    part,
    isOwn: opened.isOwn,
    engine: found.engine,
    examples: found.examples,
    measures: found.measures,
    heads: new Map(collectors.map(([name, collector]) => [name, collector.figures()])),
    ...(detection && { detection: detection.figures() }),
    ...(classes && { classes }),
    skipped: found.skipped,
    warnings: [...opened.warnings, ...found.warnings],
  };
}
