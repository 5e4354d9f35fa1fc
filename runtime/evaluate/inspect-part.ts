import { setImmediate as nextTurn } from 'node:timers/promises';
import { buildInspect, inspected } from '../../compiler/lower/build-programs.ts';
import { Loader } from '../data/batches.ts';
import type { OpenData } from '../data/open-data.ts';
import { dataWorkers } from '../data/workers/data-workers.ts';
import type { EngineName, HostTensor } from '../engines/engine.ts';
import { runtimeMessages } from '../messages.ts';
import { RunError } from '../run-error.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { feed } from '../train/feed.ts';
import { guarded } from '../train/guarded.ts';
import type { Measures } from '../train/record.ts';
import { objectHeads } from '../detection/object-heads.ts';
import { WholeMeasures } from '../detection/whole-measures.ts';
import { resultsOf, Tally } from '../train/tally.ts';
import { wantedBy } from '../train/train.ts';
import { trainedSession } from '../trained/trained-session.ts';
import type { Trained } from '../trained/open-trained.ts';

/** What became of some examples. */
export interface InspectedBatch {
  readonly count: number;
  /** Their numbers in the source. */
  readonly indexes: readonly number[];
  /** By the name of the head: [count, …]. */
  readonly predictions: ReadonlyMap<string, HostTensor>;
  /** By the name of the data's field: the values of each example one after another. */
  readonly targets: ReadonlyMap<string, Float32Array>;
  /** By the name of the head: the loss of each example; absent where a loss that is a block gives none. */
  readonly losses: ReadonlyMap<string, Float32Array>;
}

/** Who is shown what became of each batch. */
export type Inspector = (batch: InspectedBatch) => void | Promise<void>;

export interface InspectOptions {
  /** Absent: the run's own. */
  readonly engine?: EngineName | 'auto' | undefined;
  /** Absent: that of the run's last phase. */
  readonly batch?: number | undefined;
  /** Who is told how far it has come. */
  readonly watch?: ((done: number, total: number) => void) | undefined;
  /** Whether the person asked to stop. */
  readonly interrupted?: (() => boolean) | undefined;
}

/** What a part of the data came to. */
export interface InspectedPart {
  readonly engine: EngineName;
  readonly examples: number;
  readonly measures: Measures;
  readonly skipped: readonly (readonly [file: string, reason: string])[];
  readonly warnings: readonly Diagnostic[];
}

/**
 * Runs what a run has trained over examples in inference mode, a batch at a time, and shows each to the inspector. Losses and metrics
 * are those of the run's last phase, computed as the run computes them for its validation and its test.
 */
export async function inspectPart(
  trained: Trained,
  data: OpenData,
  order: Uint32Array,
  inspector: Inspector,
  { engine, batch, watch, interrupted }: InspectOptions = {},
): Promise<InspectedPart> {
  const { train, phase, variables } = trained;
  const built = buildInspect(train.graph, phase, variables);
  const { engine: name, session, program, warnings } = await trainedSession(trained, built, engine);
  const workers = dataWorkers();
  const loader = new Loader(data, wantedBy(train), { room: 0, ...(workers && { workers }) });
  const tally = new Tally(resultsOf(phase));
  const whole = new WholeMeasures(objectHeads(train.graph, phase));
  try {
    for await (const each of loader.batches(order, batch ?? phase.batch)) {
      const fed = feed(program, each, train.inputs, undefined);
      const outputs = await guarded(name, 'the evaluation', () => session.run(program, each.count, fed));
      whole.begin(each)(outputs);
      const told = sortOut(outputs);
      tally.add(told.measures, each.count);
      const targets = new Map([...each.fields].map(([field, { values }]) => [field, values]));
      await inspector({ count: each.count, indexes: each.indexes, ...told, targets });
      watch?.(each.cursor, order.length);
      await nextTurn();
      if (interrupted?.() === true) break;
    }
  } finally {
    await loader.close();
    await session.dispose();
  }
  if (tally.examples === 0)
    throw new RunError(runtimeMessages.nothingReadable(data.spec.source.span, loader.skipped));
  return {
    engine: name,
    examples: tally.examples,
    measures: tally.measures(whole.figures()),
    skipped: [...loader.skipped],
    warnings,
  };
}

/** What the outputs of the program are, by what they tell. */
function sortOut(
  outputs: ReadonlyMap<string, HostTensor>,
): Pick<InspectedBatch, 'predictions' | 'losses'> & { readonly measures: ReadonlyMap<string, HostTensor> } {
  const measures = new Map(outputs);
  const predictions = new Map<string, HostTensor>();
  const losses = new Map<string, Float32Array>();
  for (const [name, value] of outputs) {
    const [head = ''] = name.split('/');
    if (name === inspected.prediction(head)) predictions.set(head, value);
    else if (name === inspected.losses(head)) {
      if (value.shape.length === 1) losses.set(head, Float32Array.from(value.data));
    } else continue;
    measures.delete(name);
  }
  return { measures, predictions, losses };
}
