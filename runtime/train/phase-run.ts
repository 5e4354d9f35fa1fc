import { setImmediate as nextTurn } from 'node:timers/promises';
import { examplesKey } from '../../compiler/program/accumulate-gradients.ts';
import type { PhasePrograms } from '../../compiler/program/build-programs.ts';
import type { Program } from '../../compiler/program/ir.ts';
import type { PhaseSpec } from '../../compiler/train/train-spec.ts';
import type { Batch, Loader } from '../data/batches.ts';
import { epochLength, epochOrder } from '../data/epoch-order.ts';
import type { OpenData } from '../data/open-data.ts';
import type { HostTensor, Session } from '../engines/engine.ts';
import { messages } from '../messages.ts';
import { RunError } from '../run-error.ts';
import type { StoredTensor } from '../weights/safetensors.ts';
import { type Group, noGroup, type PartialEpoch, type Progress } from './checkpoint.ts';
import { feed, type StepInputs } from './feed.ts';
import type { Observer } from './observer.ts';
import { prefixed, type EpochRecord, type Measures } from './record.ts';
import { Tally } from './tally.ts';

/** What a phase runs with. */
export interface PhaseContext {
  readonly phase: PhaseSpec;
  readonly programs: PhasePrograms;
  readonly session: Session;
  readonly engine: string;
  readonly data: OpenData;
  readonly loader: Loader;
  /** Model input → data field. */
  readonly inputs: ReadonlyMap<string, string>;
  readonly seed: number;
  readonly observer: Observer;
  /** Whether the person asked to stop. */
  readonly interrupted: () => boolean;
  /** Puts a checkpoint on the disk. */
  save(progress: Progress, tensors: ReadonlyMap<string, StoredTensor>): Promise<void>;
}

/** The person asked to stop; the run's state is on the disk. */
export class Interrupted extends Error {}

/** A phase of a run, from where `progress` stands to its last epoch. */
export class PhaseRun {
  readonly #context: PhaseContext;
  #progress: Progress;
  /** The batches that the next epoch begins with, where they were asked for early. */
  #upcoming: AsyncGenerator<Batch, void, undefined> | undefined;

  constructor(context: PhaseContext, progress: Progress) {
    this.#context = context;
    this.#progress = progress;
  }

  /** Trains what epochs are left; gives where the run stands then. Throws Interrupted once it has saved. */
  async run(): Promise<Progress> {
    const { phase, session, programs, observer, engine } = this.#context;
    if (this.#progress.epoch < phase.epochs) {
      observer.preparing(phase.name);
      // The first batch is read while the engine gets ready.
      this.#upcoming = begun(this.#trainingBatches());
      const first = Math.min(phase.batch, this.#context.data.split.train.length);
      await guarded(engine, `phase ${phase.name}`, async () => {
        await session.prepare(programs.step, first);
        if (programs.apply !== undefined) await session.prepare(programs.apply, 1);
      });
    }
    while (this.#progress.epoch < phase.epochs) await this.#epoch();
    return this.#progress;
  }

  /** Means of the losses and metrics over some examples. */
  async evaluate(order: Uint32Array, where: string): Promise<Measures> {
    const { phase, programs, loader } = this.#context;
    const tally = new Tally();
    for await (const batch of loader.batches(order, phase.batch)) {
      const outputs = await this.#runProgram(programs.evaluate, batch, where);
      tally.add(outputs, batch.count);
      await nextTurn();
      if (this.#context.interrupted()) throw new Interrupted();
    }
    if (tally.examples === 0) throw this.#nothingRead();
    return tally.measures();
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
    await this.#save();
    observer.epoch(record, phase.epochs);
  }

  async #trainEpoch(epoch: number): Promise<Trained> {
    const { phase, data, observer, interrupted } = this.#context;
    const partial = this.#progress.partial;
    const total = epochLength(data);
    const tally = new Tally(partial?.sums, partial?.examples);
    const { steps, updates = steps } = this.#progress;
    const trained = { tally, cursor: partial?.cursor ?? 0, steps, updates, group: partial?.group ?? noGroup };
    let { seconds, waited } = partial ?? { seconds: 0, waited: 0 };
    const batches = this.#upcoming ?? this.#trainingBatches();
    this.#upcoming = undefined;
    let mark = performance.now();
    for await (const batch of batches) {
      waited += (performance.now() - mark) / 1000;
      const where = `epoch ${epoch} of phase ${phase.name}, step ${trained.steps + 1}`;
      const outputs = await this.#step(batch, where, trained);
      this.#checkFinite(outputs.get('loss')?.data[0] ?? 0, where);
      tally.add(outputs, batch.count);
      trained.steps++;
      trained.group = grown(trained.group, batch.count);
      if (trained.group.batches >= (phase.accumulate?.batches ?? 1)) await this.#update(trained, where);
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
    if (trained.group.batches > 0)
      await this.#update(trained, `the end of epoch ${epoch} of phase ${phase.name}`);
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

  async #save(): Promise<void> {
    const { session, programs, engine, phase } = this.#context;
    const where = `phase ${phase.name}`;
    const values = await guarded(engine, where, () =>
      session.read(programs.variables.map(({ name }) => name)),
    );
    const tensors = new Map<string, StoredTensor>();
    for (const { name, shape } of programs.variables) {
      const data = values.get(name);
      if (data === undefined) throw new RangeError(`the engine does not know ${name}`);
      const broken = data.find((value) => !Number.isFinite(value));
      if (broken !== undefined) this.#checkFinite(broken, `${where}: \`${name}\` is no longer finite`);
      tensors.set(name, { shape, data });
    }
    await this.#context.save(this.#progress, tensors);
  }

  /** Forward and backward; with the update where the phase does not accumulate. */
  #step(batch: Batch, where: string, { steps, updates }: Position): Promise<ReadonlyMap<string, HostTensor>> {
    const { programs } = this.#context;
    const scalars = { ...programs.scalars(updates + 1), [examplesKey]: batch.count };
    return this.#runProgram(programs.step, batch, where, { place: this.#place(steps), scalars });
  }

  /** Ends a group of batches: where the phase accumulates, their gradients update the weights. */
  async #update(trained: Position, where: string): Promise<void> {
    const { programs } = this.#context;
    const { steps, updates, group } = trained;
    trained.updates++;
    trained.group = noGroup;
    if (programs.apply === undefined) return;
    const scalars = { ...programs.scalars(updates + 1), [examplesKey]: group.examples };
    await this.#runProgram(programs.apply, noBatch, where, { place: this.#place(steps), scalars });
  }

  #place(iteration: number): StepInputs['place'] {
    const { seed, phase } = this.#context;
    return { seed, phase: phase.name, iteration };
  }

  #runProgram(
    program: Program,
    batch: Batch,
    where: string,
    step?: StepInputs,
  ): Promise<ReadonlyMap<string, HostTensor>> {
    const { session, inputs, engine } = this.#context;
    const fed = feed(program, batch, inputs, step);
    return guarded(engine, where, () => session.run(program, batch.count, fed));
  }

  #checkFinite(value: number, where: string): void {
    if (Number.isFinite(value)) return;
    const { history } = this.#progress;
    const last = history.at(-1);
    const kept =
      last === undefined
        ? 'no epoch was finished, so there is no checkpoint'
        : `the checkpoint after epoch ${last.epoch} of phase ${last.phase} is kept`;
    throw new RunError(messages.lossNotFinite(this.#context.phase.optimizer.span, value, where, kept));
  }

  #nothingRead(): RunError {
    const { data, loader } = this.#context;
    return new RunError(messages.nothingReadable(data.spec.source.span, loader.skipped.size));
  }
}

/** The same values, the first of which is asked for at once. */
async function* following<T>(
  first: Promise<IteratorResult<T, void>>,
  values: AsyncGenerator<T, void, undefined>,
): AsyncGenerator<T, void, undefined> {
  const { done, value } = await first;
  if (done === true) return;
  yield value;
  yield* values;
}

function begun<T>(values: AsyncGenerator<T, void, undefined>): AsyncGenerator<T, void, undefined> {
  const first = values.next();
  // Whoever asks for it hears of its failure; until then it must not count as unhandled.
  first.catch(() => undefined);
  return following(first, values);
}

/** Where the training of a phase stands. */
interface Position {
  steps: number;
  updates: number;
  group: Group;
}

const grown = ({ batches, examples }: Group, more: number): Group => ({
  batches: batches + 1,
  examples: examples + more,
});

/** What a program without examples is fed. */
const noBatch: Batch = { count: 1, fields: new Map(), cursor: 0 };

interface Trained extends Readonly<Position> {
  readonly tally: Tally;
  readonly cursor: number;
  readonly seconds: number;
  readonly waited: number;
}

/** Runs an engine's work; what it throws (out of memory, most often) becomes a message that says where. */
export async function guarded<T>(engine: string, where: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RunError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    const wrapped = new RunError(messages.engineFailed(engine, reason.split('\n')[0] ?? reason, where));
    wrapped.cause = error;
    throw wrapped;
  }
}
