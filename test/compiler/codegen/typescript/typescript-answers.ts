import { readFileSync } from 'node:fs';
import * as tf from '../../../../compiler/codegen/typescript/parts/tf.ts';
import { leafLayers } from '../../../../compiler/codegen/typescript/parts/leaf-layers.ts';
import type { Batch } from '../../../../runtime/data/batches.ts';
import type { Answers } from '../equality/differences.ts';
import { batchSize, type EqualitySpec, type Expected, type ExpectedPhase } from '../equality/expected.ts';
import { codeOf } from '../model/code-of.ts';
import { generate } from './generated.ts';
import { read } from './read-weights.ts';

interface Epoch {
  readonly phase: string;
  readonly values: Readonly<Record<string, number>>;
}

type Stepped = ReadonlyMap<string, Float32Array>;

type Module = Readonly<Record<string, (...given: readonly unknown[]) => unknown>>;

/** What the modules of a spec make of its models, on the backend of TensorFlow.js that is set. */
export async function typescriptAnswers(
  { name, text }: EqualitySpec,
  expected: readonly Expected[],
): Promise<readonly Answers[]> {
  const module = (await generate(codeOf(text, { name: `${name}.cnn` }))) as unknown as Module;
  const answers: Answers[] = [];
  for (const each of expected) answers.push(await answersOf(module, each));
  return answers;
}

async function answersOf(module: Module, expected: Expected): Promise<Answers> {
  const { graph, isOnly, train, batches, weightsPath } = expected;
  const model = module[isOnly ? 'createModel' : `create${graph.name}`]?.() as tf.LayersModel;
  module['loadWeights']?.(model, readFileSync(weightsPath));
  const fields = batches[0] === undefined ? {} : tensorsOf(batches[0]);
  const inputs = graph.inputs.map((input) => fields[train?.inputs.get(input.name) ?? input.name]);
  const results = model.predict(inputs as tf.Tensor[], { batchSize });
  const heads = graph.heads.map(({ name }) => name);
  const predictions = Object.fromEntries(
    [results].flat().map((result, index) => [heads[index] ?? '', result.dataSync()]),
  );
  tf.dispose([fields, results]);
  const phases = train === undefined ? [] : await trainedPhases(module, model, expected);
  const params = model.countParams();
  model.dispose();
  return { params, predictions, phases };
}

async function trainedPhases(
  module: Module,
  model: tf.LayersModel,
  { batches, phases: wanted }: Expected,
): Promise<readonly ExpectedPhase[]> {
  const found = new Map(
    wanted.map(({ name }) => [
      name,
      { losses: [] as number[], trainable: 0, stepped: undefined as Stepped | undefined },
    ]),
  );
  const onStep = ({ phase, loss }: { phase: string; loss: number }): void => {
    const at = found.get(phase);
    at?.losses.push(loss);
    if (at === undefined) return;
    at.trainable = trainableIn(model);
    at.stepped ??= read(module['saveWeights']?.(model) as Uint8Array);
  };
  const train = (): Iterable<object> => tensorsOfAll(batches);
  const epochs = (await module['train']?.(model, { train }, { epochs: 1, onStep })) as readonly Epoch[];
  return epochs.map(({ phase, values }) => ({
    name: phase,
    trainable: found.get(phase)?.trainable ?? NaN,
    losses: found.get(phase)?.losses ?? [],
    ...steppedOf(found.get(phase)?.stepped),
    metrics: Object.keys(values),
  }));
}

const steppedOf = (stepped: Stepped | undefined): { readonly stepped?: Stepped } =>
  stepped === undefined ? {} : { stepped };

const trainableIn = (model: tf.LayersModel): number =>
  leafLayers(model)
    .flatMap((layer) => (layer.trainable ? layer.trainableWeights : []))
    .reduce((sum, { shape }) => sum + shape.reduce<number>((product, size) => product * (size ?? NaN), 1), 0);

function* tensorsOfAll(batches: readonly Batch[]): Iterable<object> {
  for (const batch of batches) yield tensorsOf(batch);
}

const tensorsOf = ({ fields, count }: Batch): Readonly<Record<string, tf.Tensor>> =>
  Object.fromEntries(
    [...fields].map(([name, { shape, values }]) => [name, tf.tensor(values, [count, ...shape], 'float32')]),
  );
