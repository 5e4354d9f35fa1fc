import { peakOf } from '../../compiler/lower/phase-plan.ts';
import { dirname, resolve } from 'node:path';
import type { CompiledModule } from '../../compiler/compile.ts';
import type { Graph } from '../../compiler/graph/graph.ts';
import type { OpenTrain, PhaseSpec, TrainSpec } from '../../compiler/train/train-spec.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { classNamesOf } from '../data/class-names.ts';
import { type DataDirectory, dataDirectories } from '../data/data-directories.ts';
import { type OpenData, openData, type OpenDataOptions } from '../data/open-data.ts';
import { dataWorkers } from '../data/workers/data-workers.ts';
import { chooseEngine, type LoadedEngine } from '../engines/registry.ts';
import { runtimeMessages } from '../messages.ts';
import { picturesInTwoParts } from '../survey/pictures-in-two-parts.ts';
import { RunError } from '../run-error.ts';
import { identityOf, type RunIdentity, type RunOptions } from '../train/identity.ts';
import type { RunFolder } from '../train/run-folder.ts';
import { checkData, type RunPlan } from '../train/train.ts';
import { weightCache } from '../weights/sources/fetch-set.ts';
import { loadWeights, type LoadedWeights, type WeightPlaces } from '../weights/sources/load-weights.ts';
import { type PhasePlan, planPhase } from '../../compiler/lower/phase-plan.ts';
import { writtenBudget } from '../../compiler/train/written-budget.ts';
import { findFitting } from '../../compiler/check/find-fitting.ts';
import { fittingEngine } from './fitting-engine.ts';
import { changesSince } from './changes-since.ts';
import { roomBesideTraining } from './data-budget.ts';
import { chooseBatches, chosenBatches, withBatches } from './choose-batches.ts';
import { largestBatchOn, peakOn, planForEngine } from './engine-memory.ts';
import { compileFile, fixTrain } from './compile-run.ts';
import type { Input } from '../spec/read-and-compile.ts';
import { weighWeights } from '../spec/weigh-weights.ts';
import { wholeProcess } from './whole-process.ts';
import { checkDataNames, checkWeightNames, chooseTrain, takeUp, type RunSettings } from './run-settings.ts';

/** A run that only has to be started. */
export interface PreparedRun {
  readonly plan: RunPlan;
  readonly identity: RunIdentity;
  /** The text of the .cnn file. */
  readonly text: string;
  /** The directory of the .cnn file. */
  readonly base: string;
  /** Where the data of the file lie. */
  readonly directories: readonly DataDirectory[];
  /** How what is trained differs from what the run that is gone on with trained, where its text does and that can be told. */
  readonly changes: readonly string[] | undefined;
  /** What the engine says of itself: `onnx 1.23.0 · 2 cores`. */
  readonly engine: string;
  /** The most bytes that a phase needs on the engine: see `peakOn`. */
  readonly peakBytes: number;
  /** The most bytes that the whole process comes to, where the engine can tell what a phase adds to it. */
  readonly processBytes?: number;
  /** What came from files of weights, a line each. */
  readonly loaded: readonly string[];
  readonly warnings: readonly Diagnostic[];
}

/** Who is told how sets of weights are fetched, and how far pictures have been looked at. */
type RunObservers = Pick<WeightPlaces, 'observe'> & Pick<OpenDataOptions, 'watch'>;

/**
 * Reads, checks and opens everything that a run needs, and writes nothing. Throws a RunError for what is wrong
 * with the file, the data or the machine, a UsageError for what is wrong with the command. `folder`: of the run that is
 * gone on with.
 */
export async function prepareRun(
  file: string,
  written: RunSettings,
  folder: RunFolder | undefined,
  { observe, watch, input }: RunObservers & { readonly input: Input },
): Promise<PreparedRun> {
  const earlier = folder?.identity;
  const options = earlier === undefined ? written : takeUp(written, earlier.options, earlier.train);
  const compilation = { ownBatch: options.batch === undefined };
  const { source, imports, compiled, found } = await compileFile(file, compilation, input);
  const specs = compiled.trains.map(({ spec }) => spec);
  const chosen = chooseTrain([...specs, ...compiled.openTrains], options.train, file);
  checkDataNames(options.data, chosen);
  const begun = (await folder?.isBegun()) === true;
  const warnings = begun ? weighWeights(found) : weighWeights(found, sourcesOf(chosen, compiled));
  const [unread, ...others] = warnings.filter(({ severity }) => severity === 'error');
  if (unread !== undefined) throw new RunError(unread, ...others);
  const place = {
    base: dirname(resolve(file)),
    directory: Object.hasOwn(options.data, chosen.data.name) ? options.data[chosen.data.name] : undefined,
    followLinks: options.followLinks,
    fold: options.fold,
    budgets: 'phases' in chosen ? chosen.phases.flatMap(({ memory }) => memory ?? []) : [],
    ...(watch && { watch }),
  };
  const { spec, opened, shapes } = await fixTrain(chosen, source, place, compilation);

  const choice = await chooseEngine(options.engine ?? 'auto');
  if (!choice.ok)
    throw new RunError(runtimeMessages.engineUnavailable(choice.name, choice.reason, choice.fix));
  const { engine } = choice.loaded;
  const { missed } = choice;
  const slower =
    missed === undefined
      ? []
      : [runtimeMessages.engineMissed(engine.name, missed.name, missed.reason, missed.fix)];
  const open = (): Promise<OpenData> => openData(spec.data, place);
  const chosenBefore = options.batch === 'auto' ? chosenBatches(earlier) : undefined;
  const early = opened ?? (options.batch === 'auto' && !chosenBefore ? await open() : undefined);
  const train = override(spec, options, (block) =>
    chosenBefore === undefined
      ? chooseBatches(block, early, choice.loaded)
      : withBatches(block, chosenBefore),
  );
  const phases = planForEngine(train, choice.loaded);
  const peaks: number[] = [];
  for (const [index, plan] of phases.entries()) {
    const phase = train.phases[index] ?? plan.phase;
    peaks.push(await checkBudget(choice.loaded, plan, train, { phase, before: phases.slice(0, index) }));
  }
  const data = early ?? (await open());
  const peakBytes = Math.max(...peaks);
  await checkData({ train, data }, options.batch !== undefined);
  const seed = options.seed ?? train.data.seed;
  const loaded = begun ? undefined : await loadFor(train, options.weights, observe);
  const workers = dataWorkers();
  const classes = classNamesOf(data);
  const room = roomBesideTraining(
    phases.map((plan, index) => ({ phase: train.phases[index] ?? plan.phase, peak: peaks[index] ?? 0 })),
    data,
  );
  const identity = identityOf(train, {
    engine: engine.name,
    seed,
    data: data.source.fingerprint,
    ...(classes === undefined ? {} : { classes }),
    examples: data.source.count + data.source.testCount,
    ...(Object.keys(shapes ?? {}).length === 0 ? {} : { shapes }),
    options: { ...kept(options), engine: engine.name },
    text: source.text,
    imports,
  });
  return {
    plan: {
      train,
      phases,
      data,
      engine,
      seed,
      initial: loaded?.values ?? new Map(),
      room,
      ...(workers === undefined ? {} : { workers }),
    },
    identity,
    text: source.text,
    base: place.base,
    directories: dataDirectories(compiled.datas, place.base, options.data),
    changes: earlier && changesSince(earlier, { identity, spec, shapes, file: source.name }),
    engine: `${engine.name} · ${choice.detail}`,
    peakBytes,
    ...(choice.loaded.processBytes === undefined
      ? {}
      : { processBytes: wholeProcess(peakBytes, { phases, data, workers, room }) }),
    loaded: loaded?.told ?? [],
    warnings: [
      ...slower,
      ...warnings,
      ...data.warnings,
      ...(begun ? [] : await copies(data)),
      ...(loaded?.warnings ?? []),
    ],
  };
}

/** The weights that the model of a train block begins with. */
const sourcesOf = (train: TrainSpec | OpenTrain, { models }: CompiledModule): Graph['weightSources'] =>
  ('graph' in train ? train.graph : models.find(({ name }) => name === train.model))?.weightSources ?? [];

/** What the model begins with, where it names files or sets of weights. */
function loadFor(
  { graph, name }: TrainSpec,
  files: RunSettings['weights'],
  observe: WeightPlaces['observe'],
): Promise<LoadedWeights> {
  const sets = graph.weightSources.flatMap(({ origin }) => (origin.kind === 'set' ? [origin.name] : []));
  checkWeightNames(files, sets, name);
  return loadWeights(graph, {
    cache: weightCache(process.env),
    files,
    ...(observe && { observe }),
  });
}

/** `--epochs` and `--batch` apply to every phase. */
function override(
  train: TrainSpec,
  { epochs, batch }: RunSettings,
  largestBatches: (train: TrainSpec) => TrainSpec,
): TrainSpec {
  const phases = train.phases.map((phase) => ({
    ...phase,
    epochs: epochs ?? phase.epochs,
    batch: typeof batch === 'number' ? batch : phase.batch,
  }));
  return batch === 'auto' ? largestBatches({ ...train, phases }) : { ...train, phases };
}

/** The peak of a phase as this engine runs it after others, in bytes; throws a RunError where it is over the budget. */
async function checkBudget(
  engine: LoadedEngine,
  plan: PhasePlan,
  train: TrainSpec,
  { phase, before }: { readonly phase: PhaseSpec; readonly before: readonly PhasePlan[] },
): Promise<number> {
  const { name, batch, memory, writtenAt } = phase;
  const bytes = peakOn(engine, plan, batch, before);
  if (memory !== undefined && bytes > memory) {
    const { budget, write } = writtenBudget(phase);
    const sizes = { peak: write(bytes), budget };
    const fitting = findFitting(train.graph, phase, memory, {
      plan: (other) =>
        other === phase ? plan : planPhase(train.graph, other, { legalize: engine.legalize }),
      largestBatch: (other, budget) => largestBatchOn(engine, other, budget, before),
      least: (other) => peakOn(engine, other, 1, before),
      beside: bytes - peakOf(plan, batch).bytes,
    });
    const other = await fittingEngine(train, engine.engine.name);
    const ways = { ...fitting, ...(other !== undefined && { engine: other }) };
    throw new RunError(
      runtimeMessages.overBudget(
        writtenAt?.memory,
        name,
        batch,
        { ...sizes, engine: engine.engine.name },
        ways,
      ),
    );
  }
  return bytes;
}

function kept({ seed, batch, epochs, fold, data }: RunSettings): RunOptions {
  const directories = Object.entries(data).map(([name, path]) => [name, resolve(path)]);
  return {
    ...(seed === undefined ? {} : { seed }),
    ...(batch === undefined ? {} : { batch }),
    ...(epochs === undefined ? {} : { epochs }),
    ...(fold === undefined ? {} : { fold }),
    ...(directories.length === 0 ? {} : { data: Object.fromEntries(directories) as Record<string, string> }),
  };
}

/** Tells of pictures that are in two parts. */
async function copies(data: OpenData): Promise<readonly Diagnostic[]> {
  const found = await picturesInTwoParts(data);
  const [first] = found;
  if (first === undefined) return [];
  const { span } = data.spec.source;
  return [runtimeMessages.picturesInTwoParts(span, found.length, first.files, first.parts)];
}
