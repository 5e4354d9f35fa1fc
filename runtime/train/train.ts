import { graphVariables } from '../../compiler/lower/lower-graph.ts';
import { planPhase, type PhasePlan } from '../../compiler/lower/phase-plan.ts';
import { weightOfAverage } from '../../compiler/lower/average-weight.ts';
import { phasesBefore } from '../../compiler/train/phases-before.ts';
import type { Program, Variable } from '../../compiler/ir/ir.ts';
import type { TrainSpec } from '../../compiler/train/train-spec.ts';
import { Loader, wantedFields, type WantedField } from '../data/batches.ts';
import type { OpenData } from '../data/open-data.ts';
import type { Workers } from '../data/workers/worker-pool.ts';
import type { Engine } from '../engines/engine.ts';
import { runtimeMessages } from '../messages.ts';
import { RunError } from '../run-error.ts';
import { collectGarbage } from '../small-heap.ts';
import type { StoredTensor } from '../weights/safetensors.ts';
import { type BestEpoch, isOver } from './best-epoch.ts';
import { checkCheckpoint, largestCheckpoint } from './check-checkpoint.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Observer } from './observer.ts';
import { firstValue } from './first-value.ts';
import { guarded } from './guarded.ts';
import { keptIn, modelIn, type Tensors, withAll, withKept, withoutKept } from './kept-weights.ts';
import { Interrupted, type PhaseContext } from './phase-context.ts';
import { objectHeads } from '../detection/object-heads.ts';
import { PhaseRun } from './phase-run.ts';
import type { Progress } from './progress.ts';
import type { EpochRecord, Measures } from './record.ts';

/** All that a run needs; everything has been checked that can be before training. */
export interface RunPlan {
  readonly train: TrainSpec;
  readonly phases: readonly PhasePlan[];
  readonly data: OpenData;
  readonly engine: Engine;
  readonly seed: number;
  /** First values of variables that do not begin as their initialisers say, by name. */
  readonly initial?: ReadonlyMap<string, Float32Array>;
  /** Bytes of examples to keep. */
  readonly room?: number;
  /** Threads that prepare the data; by default the run's own does. */
  readonly workers?: Workers;
}

/** Bytes of garbage that are worth a collection. */
const worthwhile = 2 ** 22;

/** Bytes of the values of variables. */
const bytesOf = (variables: readonly Variable[]): number =>
  variables.reduce((sum, { shape }) => sum + 4 * shape.reduce((product, size) => product * size, 1), 0);

/** What is left when a run is over or has been interrupted. */
export interface RunOutcome {
  readonly status: 'done' | 'interrupted';
  readonly history: readonly EpochRecord[];
  /** Measures on the test part, where there is one. */
  readonly test?: Measures;
  /** The epoch of the last phase whose weights the model has, where it keeps the best. */
  readonly kept?: BestEpoch;
  readonly skipped: readonly (readonly [file: string, reason: string])[];
}

/** Where a run keeps its state. */
export interface RunStore {
  /** The checkpoint, of at most so many bytes; undefined where there is none. Throws a RunError for a damaged one. */
  checkpoint(limit: number): Promise<Checkpoint | undefined>;
  /** The RunError for a checkpoint that does not fit the run. */
  unfit(problem: string): RunError;
  /** Saves where the run stands, and may give back the memory of the tensors; `weights` are the names of what belongs to the model. */
  save(checkpoint: Checkpoint, weights: ReadonlySet<string>): Promise<void>;
  /** Makes all else that is kept what it was after a checkpoint was saved: a kill may have come between. */
  restore(checkpoint: Checkpoint, weights: ReadonlySet<string>): Promise<void>;
}

/** Writes every phase's programs over one set of weights. `legalize`: what the engine makes of a program. */
export function planPhases(train: TrainSpec, legalize?: (program: Program) => Program): readonly PhasePlan[] {
  const weights = graphVariables(train.graph);
  const options = legalize === undefined ? { weights } : { weights, legalize };
  return train.phases.map((phase) => planPhase(train.graph, phase, options));
}

/**
 * Checks what only the data can tell: batches that it can fill, and an example that fits the model. `isBatchGiven`:
 * whether the batch is of the command, not of the file.
 */
export async function checkData(
  { train, data }: Pick<RunPlan, 'train' | 'data'>,
  isBatchGiven = false,
): Promise<void> {
  const examples = data.split.train.length;
  for (const { batch, span } of train.phases) {
    if (batch > examples)
      throw new RunError(
        runtimeMessages.batchTooLarge(isBatchGiven ? undefined : span, batch, examples, isBatchGiven),
      );
  }
  const loader = new Loader(data, wantedBy(train));
  for await (const _ of loader.batches(data.split.train, 1)) return;
  throw new RunError(runtimeMessages.nothingReadable(data.spec.source.span, loader.skipped));
}

/**
 * Runs what is left of a training: each phase in a session of its own with fresh optimizer slots, then the test
 * part once. The model at the end is that of the last epoch, or of the best one where the phase keeps it. Stops between two steps where `interrupted` says so.
 */
export async function runTraining(
  plan: RunPlan,
  store: RunStore,
  observer: Observer,
  interrupted: () => boolean,
): Promise<RunOutcome> {
  const training = await begin(plan, store, observer, interrupted);
  try {
    const progress = await training.run();
    return { status: 'done', ...outcomeOf(progress) };
  } catch (error) {
    if (error instanceof Interrupted) return { status: 'interrupted', ...outcomeOf(training.progress) };
    throw error;
  } finally {
    await training.close();
  }
}

/** A training where the run stands; of its checkpoint nothing is held beside it. */
async function begin(
  plan: RunPlan,
  store: RunStore,
  observer: Observer,
  interrupted: () => boolean,
): Promise<Training> {
  const resumed = await takeUp(plan, store);
  if (resumed !== undefined) {
    const { history, partial } = resumed.progress;
    observer.resumed(history.length, (partial?.cursor ?? 0) / Math.max(1, plan.data.split.train.length));
  }
  const start: Progress = resumed?.progress ?? { phase: 0, epoch: 0, steps: 0, history: [], skipped: [] };
  return new Training(plan, store, observer, interrupted, start, resumed?.tensors ?? new Map());
}

/** The checkpoint that a run goes on from, with all else that is kept as it says; throws a RunError where it does not fit. */
async function takeUp(plan: RunPlan, store: RunStore): Promise<Checkpoint | undefined> {
  const checkpoint = await store.checkpoint(largestCheckpoint(plan));
  if (checkpoint === undefined) return undefined;
  const problem = checkCheckpoint(checkpoint, plan);
  if (problem !== undefined) throw store.unfit(problem);
  await store.restore(checkpoint, modelVariables(plan));
  return checkpoint;
}

/** The names of the variables that belong to the model, whatever trains it. */
const modelVariables = ({ phases }: RunPlan): ReadonlySet<string> =>
  new Set(
    phases
      .flatMap(({ programs }) => programs.variables)
      .filter(({ role }) => role !== 'slot')
      .map(({ name }) => name),
  );

const outcomeOf = ({ history, test, skipped, kept }: Progress): Omit<RunOutcome, 'status'> => ({
  history,
  skipped,
  ...(kept === undefined ? {} : { kept }),
  ...(test === undefined ? {} : { test }),
});

class Training {
  progress: Progress;
  readonly #plan: RunPlan;
  readonly #store: RunStore;
  readonly #observer: Observer;
  readonly #interrupted: () => boolean;
  readonly #loader: Loader;
  readonly #weights: ReadonlySet<string>;
  /** What the next session's variables begin with; while there is a session, it alone has them. */
  #tensors: ReadonlyMap<string, StoredTensor>;
  /** The weights of the best epoch of the phase, where it keeps them. */
  #kept: Tensors;

  constructor(
    plan: RunPlan,
    store: RunStore,
    observer: Observer,
    interrupted: () => boolean,
    progress: Progress,
    tensors: ReadonlyMap<string, StoredTensor>,
  ) {
    this.#plan = plan;
    this.#store = store;
    this.#observer = observer;
    this.#interrupted = interrupted;
    this.progress = progress;
    this.#tensors = withoutKept(tensors);
    this.#kept = keptIn(tensors);
    this.#loader = new Loader(plan.data, wantedBy(plan.train), {
      skipped: progress.skipped,
      workers: plan.workers,
      ...(plan.room === undefined ? {} : { room: plan.room }),
    });
    this.#weights = modelVariables(plan);
  }

  close(): Promise<void> {
    return this.#loader.close();
  }

  async run(): Promise<Progress> {
    const { phases } = this.#plan;
    await this.#observer.begins?.(this.progress);
    for (const [index, phase] of phases.entries()) {
      if (index < this.progress.phase) continue;
      if (index > this.progress.phase) this.#beginPhase(index);
      await this.#runPhase(phase, index === phases.length - 1);
    }
    return this.progress;
  }

  /**
   * The weights and statistics of the phase before go on, the best where it kept them; its slots are left behind, but where its
   * optimizer goes on.
   */
  #beginPhase(index: number): void {
    const { updates, kept: _kept, earlier = 0, ...others } = this.progress;
    const goesOn = this.#plan.phases[index]?.phase.optimizer_state === 'kept';
    const done = earlier + (updates ?? others.steps);
    this.progress = { ...others, phase: index, epoch: 0, steps: 0, ...(goesOn && { earlier: done }) };
    this.#tensors = goesOn
      ? withAll(this.#tensors, this.#kept)
      : modelIn(withKept(this.#tensors, this.#kept), this.#weights);
    this.#kept = new Map();
  }

  async #runPhase(plan: PhasePlan, last: boolean): Promise<void> {
    const { programs, phase } = plan;
    const { engine, data } = this.#plan;
    const wantsTest = last && data.split.test.length > 0;
    const finished = isOver(phase, this.progress.epoch, this.progress.history);
    if (finished && !(wantsTest && this.progress.test === undefined)) return;
    const session = await guarded(engine.name, `phase ${phase.name}`, () =>
      engine.open(this.#firstValues(programs.variables), [
        programs.step,
        ...(programs.apply === undefined ? [] : [programs.apply]),
        programs.evaluate,
      ]),
    );
    this.#tensors = new Map();
    // Nothing holds on to the first values, but that they are garbage does not show until much memory is asked for.
    if (bytesOf(programs.variables) > worthwhile) collectGarbage();
    try {
      const run = new PhaseRun(this.#context(plan, session), this.progress, this.#kept);
      this.#observer.phase(phase.name, phase.epochs);
      this.progress = await run.run();
      this.#kept = run.kept;
      if (!last) this.#tensors = await run.variables();
      if (wantsTest) await this.#test(run);
    } finally {
      await session.dispose();
    }
  }

  /** Measures the model that is kept on the test part; the checkpoint has the one that training would go on from. */
  async #test(run: PhaseRun): Promise<void> {
    this.#observer.testing();
    const trained = this.#kept.size > 0 ? await run.variables() : undefined;
    if (trained !== undefined) await run.write(this.#kept);
    const test = await run.evaluate(this.#plan.data.split.test, 'the test part');
    this.progress = { ...this.progress, test, skipped: [...this.#loader.skipped] };
    await this.#save(this.progress, withKept(trained ?? (await run.variables()), this.#kept));
  }

  /** What the run has come to, else what the initialisers draw. */
  #firstValues(variables: readonly Variable[]): Map<Variable, Float32Array> {
    return new Map(
      variables.map((variable) => {
        if (this.#isFresh(variable)) return [variable, this.#first(variable)];
        const stored = this.#tensors.get(variable.name);
        if (stored === undefined) throw new RangeError(`${variable.name} has no value`);
        return [variable, stored.data];
      }),
    );
  }

  /** The average of a weight that begins to train while others go on is the weight. */
  #first(variable: Variable): Float32Array {
    const weight = weightOfAverage(variable.name);
    const averaged = weight === undefined ? undefined : this.#tensors.get(weight);
    return averaged?.data.slice() ?? firstValue(this.#plan, variable);
  }

  /** Whether nothing has moved a variable yet: at the run's beginning, and slots at a phase's that does not go on with them. */
  #isFresh({ name, role }: Variable): boolean {
    const { epoch, partial } = this.progress;
    const isBeginning = epoch === 0 && partial === undefined;
    return this.#tensors.size === 0 || (role === 'slot' && isBeginning && !this.#tensors.has(name));
  }

  #context({ phase, programs }: PhasePlan, session: PhaseContext['session']): PhaseContext {
    const { engine, data, train, seed, phases } = this.#plan;
    const { earlier } = this.progress;
    const specs = phases.map((plan) => plan.phase);
    return {
      ...(earlier !== undefined && {
        goesOn: { before: phasesBefore(specs, specs.indexOf(phase)), updates: earlier },
      }),
      phase,
      programs,
      session,
      engine: engine.name,
      data,
      loader: this.#loader,
      objectHeads: objectHeads(train.graph, phase),
      inputs: train.inputs,
      seed,
      observer: this.#observer,
      interrupted: this.#interrupted,
      save: (progress, tensors) => this.#save(progress, tensors),
    };
  }

  async #save(progress: Progress, tensors: ReadonlyMap<string, StoredTensor>): Promise<void> {
    this.progress = progress;
    await this.#store.save({ progress, tensors }, this.#weights);
  }
}

/** The fields that a training reads, with the model's input that each one feeds. */
export function wantedBy({ graph, inputs, phases, data }: TrainSpec): readonly WantedField[] {
  const shapes = new Map(graph.inputs.map((input) => [inputs.get(input.name) ?? input.name, input]));
  const targets = new Set(phases.flatMap(({ objectives }) => objectives.map(({ target }) => target)));
  return wantedFields(data.fields, shapes, targets);
}
