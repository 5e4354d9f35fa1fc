import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kerasName } from '../../../../compiler/codegen/keras/keras-name.ts';
import { printKeras } from '../../../../compiler/codegen/keras/print-keras.ts';
import { operationOf } from '../../../../compiler/codegen/keras/operations.ts';
import { compile } from '../../../../compiler/compile.ts';
import { type ConcreteGraph, isConcrete } from '../../../../compiler/graph/graph.ts';
import { buildPredict, buildPrograms, scalarsOf } from '../../../../compiler/lower/build-programs.ts';
import { graphVariables } from '../../../../compiler/lower/lower-graph.ts';
import type { TrainSpec } from '../../../../compiler/train/train-spec.ts';
import { Source } from '../../../../grammar/source.ts';
import { layOutPython } from '../../../../runtime/build/code/lay-out-python.ts';
import type { Batch, BatchField } from '../../../../runtime/data/batches.ts';
import type { Engine } from '../../../../runtime/engines/engine.ts';
import { feed } from '../../../../runtime/train/feed.ts';
import type { StepPlace } from '../../../../runtime/weights/noise.ts';
import { initialize } from '../../../../runtime/weights/initialize.ts';
import { encodeSafetensors } from '../../../../runtime/weights/safetensors.ts';
import { hashed } from '../../../support/hashed.ts';
import { codeOf } from '../model/code-of.ts';

const batch = 2;
const steps = 3;

/** What Keras has to make of a package. */
export interface Expected {
  readonly model: string;
  readonly create: string;
  readonly params: number;
  readonly layers: readonly string[];
  readonly predictions: Readonly<Record<string, readonly number[]>> | undefined;
  readonly heads: readonly string[];
  /** Fields by input, and by head where it is trained. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly targets: Readonly<Record<string, string>>;
  readonly phases: readonly ExpectedPhase[];
}

export interface ExpectedPhase {
  readonly name: string;
  readonly trainable: number;
  readonly losses: readonly number[];
  readonly metrics: readonly string[];
}

/** A spec for Keras: its name is that of the package. */
export interface KerasSpec {
  readonly name: string;
  readonly text: string;
  /** Sizes that nothing but data knows: models are made with them. */
  readonly trains?: boolean;
  readonly predicts?: boolean;
}

/** Writes a package, weights and data, and gives what this project makes of them. */
export async function writeJob(
  folder: string,
  spec: KerasSpec,
  engine: Engine,
): Promise<readonly Expected[]> {
  const { value } = compile(new Source(`${spec.name}.cnn`, spec.text));
  const layOut = await layOutPython();
  mkdirSync(join(folder, spec.name), { recursive: true });
  for (const { name, text } of printKeras(codeOf(spec.text, { name: `${spec.name}.cnn` }))) {
    writeFileSync(join(folder, spec.name, name), layOut(text));
  }
  const models = value.models.filter(isConcrete);
  const [train] = value.trains;
  const jobs = models.map(async (graph) => {
    const isTrained = train?.spec.graph.name === graph.name && spec.trains !== false;
    const create = models.length === 1 ? 'create_model' : `create_${snake(graph.name)}`;
    return jobOf(
      folder,
      spec,
      isTrained ? train.spec.graph : graph,
      create,
      isTrained ? train.spec : undefined,
      engine,
    );
  });
  return Promise.all(jobs);
}

const snake = (name: string): string =>
  name
    .replaceAll(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();

async function jobOf(
  folder: string,
  spec: KerasSpec,
  graph: ConcreteGraph,
  create: string,
  train: TrainSpec | undefined,
  engine: Engine,
): Promise<Expected> {
  const variables = [...graphVariables(graph).values()];
  const first = new Map(variables.map((variable) => [variable.name, initialize(variable, 5)]));
  const batches = Array.from({ length: steps }, (_, index) => dataOf(graph, train, index));
  const path = (name: string): string => join(folder, spec.name, `${graph.name}.${name}.safetensors`);
  const weights = new Map(
    variables.map(({ name, shape }) => [name, { shape, data: first.get(name) ?? new Float32Array() }]),
  );
  writeFileSync(path('weights'), encodeSafetensors({ tensors: weights, metadata: new Map() }));
  writeFileSync(path('data'), encodeSafetensors({ tensors: stacked(batches), metadata: new Map() }));
  const predictions =
    spec.predicts === false ? undefined : await predict(graph, first, batches[0] ?? empty, engine);
  return {
    ...{ model: graph.name, create, predictions, heads: graph.heads.map(({ name }) => name) },
    inputs: Object.fromEntries(train?.inputs ?? []),
    targets: Object.fromEntries(
      (train?.phases[0]?.objectives ?? []).map(({ head, target }) => [head, target]),
    ),
    params: variables.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0),
    layers: graph.layers
      .filter(({ kind, sharesWith }) => operationOf(kind) === undefined && sharesWith === undefined)
      .map((layer) => kerasName(layer.path)),
    phases: train === undefined ? [] : await trained(train, first, batches, engine),
  };
}

const empty: Batch = { count: 0, fields: new Map() } as unknown as Batch;

/** A batch of numbers that only depend on its number. */
function dataOf(graph: ConcreteGraph, train: TrainSpec | undefined, index: number): Batch {
  const inputs = graph.inputs.map(({ name, shape }, position): [string, BatchField] => {
    const field = train?.inputs.get(name) ?? name;
    return [
      field,
      { shape, values: Float32Array.from(hashed(100 + 10 * index + position, [batch, ...shape])) },
    ];
  });
  const targets = (train?.data.fields ?? []).flatMap(({ name, type }, position): [string, BatchField][] => {
    const seed = 300 + 10 * index + position;
    if (type.kind === 'class') {
      return [
        [
          name,
          {
            shape: [],
            values: Float32Array.from(hashed(seed, [batch]), (u) => Math.floor(u * type.classes)),
          },
        ],
      ];
    }
    return type.kind === 'box'
      ? [[name, { shape: [4], values: Float32Array.from(hashed(seed, [batch, 4])) }]]
      : [];
  });
  return { count: batch, fields: new Map([...inputs, ...targets]) } as unknown as Batch;
}

/** All batches one after another, by field. */
function stacked(
  batches: readonly Batch[],
): ReadonlyMap<string, { shape: readonly number[]; data: Float32Array }> {
  const [one] = batches;
  return new Map(
    [...(one?.fields ?? [])].map(([name, { shape }]) => [
      name,
      {
        shape: [batches.length * batch, ...shape],
        data: Float32Array.from(batches.flatMap(({ fields }) => [...(fields.get(name)?.values ?? [])])),
      },
    ]),
  );
}

async function predict(
  graph: ConcreteGraph,
  first: ReadonlyMap<string, Float32Array>,
  data: Batch,
  engine: Engine,
): Promise<Expected['predictions']> {
  const variables = graphVariables(graph);
  const program = buildPredict(graph, variables);
  const session = await engine.open(
    new Map(
      [...variables.values()].map((variable) => [variable, first.get(variable.name) ?? new Float32Array()]),
    ),
  );
  const results = await session.run(program, batch, feed(program, data, new Map(), undefined));
  await session.dispose();
  return Object.fromEntries([...results].map(([name, { data: values }]) => [name, [...values]]));
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
    const programs = buildPrograms(train.graph, { ...phase, batch });
    const session = await engine.open(
      new Map(
        programs.variables.map((variable) => [
          variable,
          values.get(variable.name) ?? initialize(variable, 5),
        ]),
      ),
    );
    const losses: number[] = [];
    for (const [index, data] of batches.entries()) {
      const scalars = { ...scalarsOf(programs, index + 1), examples: batch };
      const inputs = feed(programs.step, data, train.inputs, { place: place, scalars });
      losses.push((await session.run(programs.step, batch, inputs)).get('loss')?.data[0] ?? NaN);
    }
    for (const [name, value] of await session.read(
      programs.variables.filter(({ role }) => role !== 'slot').map(({ name }) => name),
    ))
      values.set(name, value);
    await session.dispose();
    const trainable = programs.variables
      .filter(
        ({ role, name }) => role === 'weight' && !phase.frozen.has(name.slice(0, name.lastIndexOf('/'))),
      )
      .reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
    const metrics = phase.objectives.flatMap(({ head, metrics: each }) =>
      each.map(({ name }) => (train.graph.heads.length === 1 ? name : `${head}_${name}`)),
    );
    phases.push({ name: phase.name, trainable, losses, metrics });
  }
  return phases;
}

const place: StepPlace = { seed: 1, phase: 'main', iteration: 0 };
