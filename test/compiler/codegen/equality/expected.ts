import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '../../../../compiler/compile.ts';
import { type ConcreteGraph, isConcrete } from '../../../../compiler/graph/graph.ts';
import { buildPredict, buildPrograms, scalarsOf } from '../../../../compiler/lower/build-programs.ts';
import { graphVariables } from '../../../../compiler/lower/lower-graph.ts';
import type { TrainSpec } from '../../../../compiler/train/train-spec.ts';
import { Source } from '../../../../grammar/source.ts';
import type { Batch, BatchField } from '../../../../runtime/data/batches.ts';
import type { Engine } from '../../../../runtime/engines/engine.ts';
import { feed } from '../../../../runtime/train/feed.ts';
import { initialize } from '../../../../runtime/weights/initialize.ts';
import type { StepPlace } from '../../../../runtime/weights/noise.ts';
import { encodeSafetensors } from '../../../../runtime/weights/safetensors.ts';
import { hashed } from '../../../support/hashed.ts';
import { times } from '../../../support/sample.ts';

/** Examples of a batch. */
export const batchSize = 2;

/** How many steps of each phase are compared. */
export const steps = times(3, 20);

/** A spec whose code is to do what an engine does. */
export interface EqualitySpec {
  readonly name: string;
  readonly text: string;
}

/** What code of a model has to come to, from the weights and the data that lie in the folder. */
export interface Expected {
  readonly graph: ConcreteGraph;
  /** Whether the model is the only one of its spec. */
  readonly isOnly: boolean;
  readonly params: number;
  readonly predictions: Readonly<Record<string, ArrayLike<number>>>;
  readonly train: TrainSpec | undefined;
  /** The batches, which each phase is trained on. */
  readonly batches: readonly Batch[];
  readonly weightsPath: string;
  readonly dataPath: string;
  readonly phases: readonly ExpectedPhase[];
}

export interface ExpectedPhase {
  readonly name: string;
  readonly trainable: number;
  readonly losses: readonly number[];
  readonly metrics: readonly string[];
  /** The weights behind the first step, by their paths; absent where nobody looked. */
  readonly stepped?: ReadonlyMap<string, Float32Array>;
}

/** What an engine makes of the models of a spec; their weights and their data are written to a folder. */
export async function expectedOf(
  folder: string,
  { name, text }: EqualitySpec,
  engine: Engine,
): Promise<readonly Expected[]> {
  const { value, diagnostics } = compile(new Source(`${name}.cnn`, text));
  const mistake = diagnostics.find(({ severity }) => severity === 'error');
  if (mistake !== undefined) throw new Error(`${name}: ${mistake.message}\n${text}`);
  mkdirSync(folder, { recursive: true });
  const [train] = value.trains;
  const found: Expected[] = [];
  for (const graph of value.models) {
    const spec = train?.spec.graph.name === graph.name ? train.spec : undefined;
    const known = spec?.graph ?? graph;
    if (!isConcrete(known)) continue;
    found.push(await expectedOfModel(folder, known, spec, value.models.length === 1, engine));
  }
  return found;
}

async function expectedOfModel(
  folder: string,
  graph: ConcreteGraph,
  train: TrainSpec | undefined,
  isOnly: boolean,
  engine: Engine,
): Promise<Expected> {
  const variables = [...graphVariables(graph).values()];
  const first = new Map(variables.map((variable) => [variable.name, initialize(variable, 5)]));
  const batches = Array.from({ length: train === undefined ? 1 : steps }, (_, index) =>
    batchOf(graph, train, index),
  );
  const [weightsPath, dataPath] = ['weights', 'data'].map((what) =>
    join(folder, `${graph.name}.${what}.safetensors`),
  ) as [string, string];
  const weights = new Map(
    variables.map(({ name, shape }) => [name, { shape, data: first.get(name) ?? new Float32Array() }]),
  );
  writeFileSync(weightsPath, encodeSafetensors({ tensors: weights, metadata: new Map() }));
  writeFileSync(dataPath, encodeSafetensors({ tensors: stacked(batches), metadata: new Map() }));
  return {
    ...{ graph, isOnly, train, batches, weightsPath, dataPath },
    params: variables.reduce((sum, { shape }) => sum + sizeOf(shape), 0),
    predictions: await predicted(graph, first, batches, engine),
    phases: train === undefined ? [] : await trained(train, first, batches, engine),
  };
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

/** A batch of numbers that only depend on its number. */
function batchOf(graph: ConcreteGraph, train: TrainSpec | undefined, index: number): Batch {
  const drawn = (seed: number, shape: readonly number[]): Float32Array =>
    Float32Array.from(hashed(seed + 10 * index, [batchSize, ...shape]));
  const inputs = graph.inputs.map(({ name, shape }, position): [string, BatchField] => [
    train?.inputs.get(name) ?? name,
    { shape, values: drawn(100 + position, shape) },
  ]);
  const targets = (train?.data.fields ?? []).flatMap(({ name, type }, position): [string, BatchField][] => {
    if (type.kind === 'tensor') return [];
    const shape = type.kind === 'class' ? [] : [4];
    const values = drawn(300 + position, shape);
    return [
      [
        name,
        { shape, values: type.kind === 'class' ? values.map((u) => Math.floor(u * type.classes)) : values },
      ],
    ];
  });
  return { count: batchSize, indexes: [], cursor: 0, fields: new Map([...inputs, ...targets]) };
}

/** All batches one after another, by field. */
function stacked(
  batches: readonly Batch[],
): ReadonlyMap<string, { shape: readonly number[]; data: Float32Array }> {
  const [one] = batches;
  return new Map(
    [...(one?.fields ?? [])].map(([name, { shape, values }]) => {
      const data = new Float32Array(batches.length * values.length);
      batches.forEach(({ fields }, index) => data.set(fields.get(name)?.values ?? [], index * values.length));
      return [name, { shape: [batches.length * batchSize, ...shape], data }];
    }),
  );
}

async function predicted(
  graph: ConcreteGraph,
  first: ReadonlyMap<string, Float32Array>,
  [data]: readonly Batch[],
  engine: Engine,
): Promise<Expected['predictions']> {
  if (data === undefined) return {};
  const variables = graphVariables(graph);
  const program = buildPredict(graph, variables);
  const session = await engine.open(
    new Map(
      [...variables.values()].map((variable) => [variable, first.get(variable.name) ?? new Float32Array()]),
    ),
  );
  const results = await session.run(program, batchSize, feed(program, data, new Map(), undefined));
  await session.dispose();
  return Object.fromEntries([...results].map(([name, { data: values }]) => [name, values]));
}

/** Steps of each phase, whose weights go on from those of the one before. */
async function trained(
  train: TrainSpec,
  first: ReadonlyMap<string, Float32Array>,
  batches: readonly Batch[],
  engine: Engine,
): Promise<readonly ExpectedPhase[]> {
  const values = new Map(first);
  const phases: ExpectedPhase[] = [];
  for (const phase of train.phases) {
    const programs = buildPrograms(train.graph, { ...phase, batch: batchSize });
    const session = await engine.open(
      new Map(
        programs.variables.map((variable) => [
          variable,
          values.get(variable.name) ?? initialize(variable, 5),
        ]),
      ),
    );
    const { accumulate = 1 } = phase;
    const losses: number[] = [];
    const kept = programs.variables.filter(({ role }) => role !== 'slot').map(({ name }) => name);
    let stepped: ReadonlyMap<string, Float32Array> | undefined;
    for (const [index, data] of batches.entries()) {
      const update = Math.floor(index / accumulate) + 1;
      const scalars = { ...scalarsOf(programs, update), examples: batchSize };
      const inputs = feed(programs.step, data, train.inputs, { place, scalars });
      losses.push((await session.run(programs.step, batchSize, inputs)).get('loss')?.data[0] ?? NaN);
      if (accumulate === 1) stepped ??= await session.read(kept);
      const waiting = (index % accumulate) + 1;
      if (programs.apply === undefined || (waiting < accumulate && index + 1 < batches.length)) continue;
      const given = { ...scalars, examples: waiting * batchSize };
      await session.run(
        programs.apply,
        1,
        feed(programs.apply, data, train.inputs, { place, scalars: given }),
      );
    }
    for (const [name, value] of await session.read(kept)) values.set(name, value);
    await session.dispose();
    const trainable = programs.variables
      .filter(
        ({ role, name }) => role === 'weight' && !phase.frozen.has(name.slice(0, name.lastIndexOf('/'))),
      )
      .reduce((sum, { shape }) => sum + sizeOf(shape), 0);
    const metrics = phase.objectives.flatMap(({ head, metrics: each }) =>
      each.map(({ name }) => (train.graph.heads.length === 1 ? name : `${head}_${name}`)),
    );
    phases.push({ name: phase.name, trainable, losses, metrics, ...(stepped && { stepped }) });
  }
  return phases;
}

const place: StepPlace = { seed: 1, phase: 'main', iteration: 0 };

/** How far numbers are from others, relative to those above 1. */
export function furthest(wanted: ArrayLike<number>, found: ArrayLike<number>): number {
  if (wanted.length !== found.length) return NaN;
  return Array.from(wanted).reduce((most, value, index) => {
    const off = Math.abs(value - (found[index] ?? NaN)) / Math.max(1, Math.abs(value));
    return off <= most ? most : off;
  }, 0);
}
