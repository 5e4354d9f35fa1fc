import { scalarsOf } from '../../compiler/lower/build-programs.ts';
import { examplesKey } from '../../compiler/lower/accumulate-gradients.ts';
import type { Program } from '../../compiler/ir/ir.ts';
import type { Batch } from '../data/batches.ts';
import type { HostTensor } from '../engines/engine.ts';
import { freeBuffers } from '../free-buffers.ts';
import type { StoredTensor } from '../weights/safetensors.ts';
import { feed, type StepInputs } from './feed.ts';
import { guarded } from './guarded.ts';
import { epochLength } from '../data/epoch-order.ts';
import { phaseRate } from './phase-rate.ts';
import type { EpochRecord } from './record.ts';
import type { StepContext } from './phase-context.ts';
import { type Group, noGroup } from './progress.ts';

/** Where the training of a phase stands. */
export interface Position {
  steps: number;
  updates: number;
  /** The batches since the last update. */
  group: Group;
}

type Outputs = ReadonlyMap<string, HostTensor>;

/** Runs a phase's programs, one at a time. */
export class PhaseSteps {
  readonly #context: StepContext;
  readonly #history: () => readonly EpochRecord[];

  /** `history`: the epochs so far, of all phases. */
  constructor(context: StepContext, history: () => readonly EpochRecord[]) {
    this.#context = context;
    this.#history = history;
  }

  /** Gets the engine ready for the programs of the training, the step with a batch of so many. */
  prepare(batch: number): Promise<void> {
    const { session, programs, engine, phase } = this.#context;
    return guarded(engine, `phase ${phase.name}`, async () => {
      await session.prepare(programs.step, batch);
      if (programs.apply !== undefined) await session.prepare(programs.apply, 1);
    });
  }

  /** The rate of the update that comes next. */
  rate({ updates }: Pick<Position, 'updates'>): number {
    const { phase, data, goesOn } = this.#context;
    const done = this.#earlier + updates;
    return phaseRate(phase, done, epochLength(data), this.#history(), goesOn?.before);
  }

  /** Forward and backward over a batch, and the update where that is the last one of its group; gives losses and metrics. */
  async train(
    batch: Batch,
    where: string,
    position: Position,
    check: (loss: number) => void,
  ): Promise<Outputs> {
    const { programs, phase, data } = this.#context;
    const { steps, updates, group } = position;
    const scalars = {
      ...scalarsOf(programs, this.#earlier + updates + 1, this.rate(position)),
      [examplesKey]: batch.count,
    };
    const { classWeights } = data;
    const fed = { place: this.#place(steps), scalars, classWeights };
    const outputs = await this.#run(programs.step, batch, where, fed);
    check(outputs.get('loss')?.data[0] ?? 0);
    position.steps++;
    position.group = { batches: group.batches + 1, examples: group.examples + batch.count };
    if (position.group.batches >= (phase.accumulate ?? 1)) await this.endGroup(position, where);
    return outputs;
  }

  /** Ends a group of batches: where the phase accumulates, their gradients update the weights. */
  async endGroup(position: Position, where: string): Promise<void> {
    const { programs } = this.#context;
    const { steps, updates, group } = position;
    if (group.batches === 0) return;
    const rate = this.rate(position);
    position.updates++;
    position.group = noGroup;
    if (programs.apply === undefined) return;
    const scalars = {
      ...scalarsOf(programs, this.#earlier + updates + 1, rate),
      [examplesKey]: group.examples,
    };
    await this.#run(programs.apply, noBatch, where, { place: this.#place(steps), scalars });
  }

  /** Losses and metrics of a batch, in inference mode. */
  evaluate(batch: Batch, where: string): Promise<Outputs> {
    return this.#run(this.#context.programs.evaluate, batch, where);
  }

  /** Every variable of the phase as it is now. */
  async read(where: string): Promise<Map<string, StoredTensor>> {
    const { session, programs, engine } = this.#context;
    const names = programs.variables.map(({ name }) => name);
    const values = await guarded(engine, where, () => session.read(names));
    return new Map(
      programs.variables.map(({ name, shape }) => {
        const data = values.get(name);
        if (data === undefined) throw new RangeError(`the engine does not know ${name}`);
        return [name, { shape, data }];
      }),
    );
  }

  /** Updates of the phases whose optimizer this one goes on with. */
  get #earlier(): number {
    return this.#context.goesOn?.updates ?? 0;
  }

  #place(iteration: number): StepInputs['place'] {
    const { seed, phase } = this.#context;
    return { seed, phase: phase.name, iteration };
  }

  /** Runs a program on a batch, of which nothing is left then. */
  async #run(program: Program, batch: Batch, where: string, step?: StepInputs): Promise<Outputs> {
    const { session, inputs, engine } = this.#context;
    const fed = feed(program, batch, inputs, step);
    const outputs = await guarded(engine, where, () => session.run(program, batch.count, fed));
    freeBuffers([...fed.values()].map(({ data }) => data));
    freeBuffers(
      [...batch.fields.values(), ...(batch.mixture?.fields.values() ?? [])].map(({ values }) => values),
    );
    return outputs;
  }
}

/** What a program without examples is fed. */
const noBatch: Batch = { count: 1, indexes: [], fields: new Map(), cursor: 0 };
