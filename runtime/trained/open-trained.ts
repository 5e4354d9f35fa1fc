import { join, resolve } from 'node:path';
import { compile, type CompiledModule } from '../../compiler/compile.ts';
import { graphVariables, type GraphVariables } from '../../compiler/lower/lower-graph.ts';
import type { PhaseSpec, TrainSpec } from '../../compiler/train/train-spec.ts';
import { Source } from '../../grammar/source.ts';
import type { Variable } from '../../compiler/ir/ir.ts';
import { readWeights } from '../build/read-weights.ts';
import { RunError } from '../run-error.ts';
import { loadFromTexts } from '../spec/run-texts.ts';
import { hasTexts, type RunIdentity } from '../train/identity.ts';
import { readIdentity, runFiles } from '../train/run-files.ts';
import { trainedMessages } from './trained-messages.ts';

/** What a run has trained, from its folder alone. */
export interface Trained {
  readonly folder: string;
  readonly identity: RunIdentity;
  /** Its text with all that it imports, compiled. */
  readonly module: CompiledModule;
  /** As the run trained it: with the batches and epochs that it had. */
  readonly train: TrainSpec;
  /** The phase that trained it last. */
  readonly phase: PhaseSpec;
  readonly variables: GraphVariables;
  readonly weights: ReadonlyMap<Variable, Float32Array>;
  /** What the paths of its specification begin at. */
  readonly base: string;
}

/**
 * Opens what a run has trained: its texts are compiled again, its weights read. Nothing is written, and no process is kept from
 * the folder. Throws a RunError where the folder holds no run, or one that has no weights yet, or that this version cannot read.
 */
export async function openTrained(folder: string): Promise<Trained> {
  const identity = await readIdentity(folder);
  const base = resolve(folder, identity.directory ?? '.');
  const { module, train } = trainOf(folder, identity);
  const variables = graphVariables(train.graph);
  const { values: weights } = await readWeights([...variables.values()], folder, identity.seed, {
    layers: train.graph.layers,
  });
  const phase = train.phases.at(-1);
  if (phase === undefined) throw new RangeError(`${train.name} has no phase`);
  return { folder, identity, module, train, phase, variables, weights, base };
}

/** The train block of a run, as its own texts say it. */
function trainOf(folder: string, identity: RunIdentity): Pick<Trained, 'module' | 'train'> {
  if (!hasTexts(identity)) throw new RunError(trainedMessages.runWithoutText(folder));
  const name = join(folder, runFiles.spec);
  const { value, diagnostics } = compile(new Source(name, identity.texts.spec), {
    load: loadFromTexts(identity.texts, folder),
    shapes: identity.shapes ?? {},
  });
  const found = value.trains.find(({ spec }) => spec.name === identity.train);
  if (found === undefined) {
    const [first] = diagnostics.filter(({ severity }) => severity === 'error');
    throw new RunError(trainedMessages.runNotCompiled(folder, identity.train, first?.message));
  }
  const phases = found.spec.phases.map((phase) => asItRan(phase, identity));
  return { module: value, train: { ...found.spec, phases } };
}

/** A phase with the batch and epochs of the run, which its command may have given. */
function asItRan(phase: PhaseSpec, { phases }: RunIdentity): PhaseSpec {
  const ran = phases.find(({ name }) => name === phase.name);
  return ran === undefined ? phase : { ...phase, batch: ran.batch, epochs: ran.epochs };
}
