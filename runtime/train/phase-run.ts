import { setImmediate as nextTurn } from 'node:timers/promises';
import { averageOf } from '../../compiler/lower/average-weight.ts';
import type { Batch } from '../data/batches.ts';
import { epochLength, epochOrder } from '../data/epoch-order.ts';
import { runtimeMessages } from '../messages.ts';
import { RunError } from '../run-error.ts';
import { Tidying } from '../small-heap.ts';
import { begun } from './begun.ts';
import type { StoredTensor } from '../weights/safetensors.ts';
import { bestEpoch, isOver } from './best-epoch.ts';
import { checkFinite } from './check-finite.ts';
import { guarded } from './guarded.ts';
import { modelIn, type Tensors, withKept } from './kept-weights.ts';
import { Interrupted, type PhaseContext } from './phase-context.ts';
import { type Position, PhaseSteps } from './phase-steps.ts';
import { noGroup, type PartialEpoch, type Progress } from './progress.ts';
import { prefixed, type EpochRecord, type Measures } from './record.ts';
import { WholeMeasures } from '../detection/whole-measures.ts';
import { type Results, resultsOf, Tally } from './tally.ts';

/** One for all: phases that are over in a moment need not tidy each. */
const tidying = new Tidying();

/** A phase of a run, from where `progress` stands to its last epoch. */
export class PhaseRun {
  readonly #context: PhaseContext;
  readonly #steps: PhaseSteps;
  readonly #results: Results;
  #progress: Progress;
  #kept: Tensors;
  /** The batches that the next epoch begins with, where they were asked for early. */
  #upcoming: AsyncGenerator<Batch, void, undefined> | undefined;

  constructor(context: PhaseContext, progress: Progress, kept: Tensors) {
    this.#context = context;
    this.#steps = new PhaseSteps(context, () => this.#progress.history);
    this.#results = resultsOf(context.phase);
    this.#progress = progress;
    this.#kept = kept;
  }

  /** The weights of the best epoch, where the phase keeps them: none where there was no epoch. */
  get kept(): Tensors {
    return this.#kept;
  }

  /** Trains what epochs are left; gives where the run stands then. Throws Interrupted once it has saved. */
  async run(): Promise<Progress> {
    const { phase, observer, data } = this.#context;
    if (!this.#isOver()) {
      observer.preparing(phase.name);
      // The first batch is read while the engine gets ready.
      this.#upcoming = begun(this.#trainingBatches());
      await this.#steps.prepare(Math.min(phase.batch, data.split.train.length));
    }
    while (!this.#isOver()) await this.#epoch();
    return this.#progress;
  }

  /** Every variable of the phase as it is now. */
  variables(): Promise<Map<string, StoredTensor>> {
    return this.#steps.read(`phase ${this.#context.phase.name}`);
  }

  /** Puts weights in the place of the phase's, and of their averages. */
  write(weights: Tensors): Promise<void> {
    const { session, engine, phase, programs } = this.#context;
    const known = new Set(programs.variables.map(({ name }) => name));
    const values = new Map(
      [...weights].flatMap(([name, { data }]) =>
        [name, averageOf(name)].filter((each) => known.has(each)).map((each) => [each, data] as const),
      ),
    );
    return guarded(engine, `phase ${phase.name}`, () => session.write(values));
  }

  #isOver(): boolean {
    const { epoch, history } = this.#progress;
    return isOver(this.#context.phase, epoch, history);
  }

  /** Means of the losses and metrics over some examples. */
  async evaluate(order: Uint32Array, where: string): Promise<Measures> {
    const { phase, loader } = this.#context;
    const tally = new Tally(this.#results);
    const whole = new WholeMeasures(this.#context.objectHeads);
    for await (const batch of loader.batches(order, phase.batch)) {
      const { count } = batch;
      const take = whole.begin(batch);
      tally.add(take(await this.#steps.evaluate(batch, where)), count);
      await nextTurn();
      if (this.#context.interrupted()) throw new Interrupted();
    }
    if (tally.examples === 0) throw this.#nothingRead();
    return tally.measures(whole.figures());
  }

  async #epoch(): Promise<void> {
    const { phase, data, observer } = this.#context;
    const epoch = this.#progress.epoch + 1;
    const trained = await this.#trainEpoch(epoch);
    const measures = trained.tally.measures();
    let validation: Measures = {};
    if (data.split.valid.length > 0) {
      try {
        validation = await this.evaluate(
          data.split.valid,
          `validation after epoch ${epoch} of phase ${phase.name}`,
        );
      } catch (error) {
        if (error instanceof Interrupted) await this.#saveInterrupted(trained);
        throw error;
      }
      this.#checkFinite(validation['loss'] ?? 0, `validation after epoch ${epoch} of phase ${phase.name}`);
    }
    const record: EpochRecord = {
      phase: phase.name,
      epoch,
      measures: { ...measures, ...prefixed(validation, 'val_') },
      images: trained.tally.examples,
      seconds: trained.seconds,
      waited: trained.waited,
      learning_rate: this.#steps.rate({ updates: Math.max(0, trained.updates - 1) }),
    };
    const { partial: _partial, test: _test, ...others } = this.#progress;
    this.#progress = {
      ...others,
      epoch,
      steps: trained.steps,
      ...(phase.accumulate === undefined ? {} : { updates: trained.updates }),
      history: [...this.#progress.history, record],
      skipped: [...this.#context.loader.skipped],
    };
    const best = bestEpoch(phase, this.#progress.history);
    if (best !== undefined) this.#progress = { ...this.#progress, kept: best };
    await this.#save(best?.epoch === epoch);
    tidying.tidy();
    observer.epoch(record, phase.epochs);
  }

  async #trainEpoch(epoch: number): Promise<Trained> {
    const { phase, data, observer, interrupted } = this.#context;
    const partial = this.#progress.partial;
    const total = epochLength(data);
    const tally = new Tally(this.#results, partial?.sums, partial?.examples);
    const { steps, updates = steps, history } = this.#progress;
    const trained = { tally, cursor: partial?.cursor ?? 0, steps, updates, group: partial?.group ?? noGroup };
    let { seconds, waited } = partial ?? { seconds: 0, waited: 0 };
    const batches = this.#upcoming ?? this.#trainingBatches();
    this.#upcoming = undefined;
    let mark = performance.now();
    for await (const batch of batches) {
      waited += (performance.now() - mark) / 1000;
      const where = `epoch ${epoch} of phase ${phase.name}, step ${trained.steps + 1}`;
      const earlier = history.length + trained.updates;
      const check = (loss: number): void => this.#checkFinite(loss, where, earlier);
      tally.add(await this.#steps.train(batch, where, trained, check), batch.count);
      trained.cursor = batch.cursor;
      observer.step({
        phase: phase.name,
        epoch,
        epochs: phase.epochs,
        examples: batch.cursor,
        total,
        measures: tally.measures(),
      });
      await nextTurn();
      const now = performance.now();
      seconds += (now - mark) / 1000;
      mark = now;
      if (!interrupted()) continue;
      await this.#saveInterrupted({ ...trained, seconds, waited });
      throw new Interrupted();
    }
    if (tally.examples === 0) throw this.#nothingRead();
    await this.#steps.endGroup(trained, `the end of epoch ${epoch} of phase ${phase.name}`);
    return { ...trained, seconds, waited };
  }

  /** What is left of the epoch that comes next. */
  #trainingBatches(): AsyncGenerator<Batch, void, undefined> {
    const { phase, data, loader, seed } = this.#context;
    const { epoch, partial } = this.#progress;
    const order = epochOrder(data, seed, phase.name, epoch + 1);
    const draws = { seed, path: `${phase.name}/${epoch + 1}/augment` };
    return loader.batches(order, phase.batch, partial?.cursor, draws);
  }

  async #saveInterrupted(trained: Trained): Promise<void> {
    const { tally, cursor, steps, updates, group, seconds, waited } = trained;
    const accumulates = this.#context.phase.accumulate !== undefined;
    const { sums, examples } = tally;
    const partial: PartialEpoch = {
      cursor,
      sums,
      examples,
      ...(accumulates ? { group } : {}),
      seconds,
      waited,
    };
    this.#progress = {
      ...this.#progress,
      steps,
      ...(accumulates ? { updates } : {}),
      partial,
      skipped: [...this.#context.loader.skipped],
    };
    await this.#save();
  }

  /** `isBest`: whether the weights are those to keep. */
  async #save(isBest = false): Promise<void> {
    const where = `phase ${this.#context.phase.name}`;
    const tensors = await this.variables();
    for (const [name, { data }] of tensors) {
      const broken = data.find((value) => !Number.isFinite(value));
      if (broken !== undefined) this.#checkFinite(broken, `${where}: \`${name}\` is no longer finite`);
    }
    if (isBest) this.#kept = this.#copied(tensors);
    await this.#context.save(this.#progress, withKept(tensors, this.#kept));
  }

  /** The weights and statistics of the model; what is saved may be given back. */
  #copied(tensors: Tensors): Tensors {
    const { variables } = this.#context.programs;
    const own = new Set(variables.filter(({ role }) => role !== 'slot').map(({ name }) => name));
    return new Map(
      [...modelIn(tensors, own)].map(([name, { shape, data }]) => [name, { shape, data: data.slice() }]),
    );
  }

  /** `updates`: how many came before, where that may be none. */
  #checkFinite(value: number, where: string, updates = 1): void {
    checkFinite(value, where, this.#context.phase, this.#progress.history, updates);
  }

  #nothingRead(): RunError {
    const { data, loader } = this.#context;
    return new RunError(runtimeMessages.nothingReadable(data.spec.source.span, loader.skipped));
  }
}

interface Trained extends Readonly<Position> {
  readonly tally: Tally;
  readonly cursor: number;
  readonly seconds: number;
  readonly waited: number;
}
