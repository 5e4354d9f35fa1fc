import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import type * as layers from '@tensorflow/tfjs-layers';
import '@tensorflow/tfjs-backend-cpu';
import { transform } from 'esbuild';
import { buildCodeProgram } from '../compiler/codegen/builder/build-program.ts';
import { printTypeScript } from '../compiler/codegen/typescript/print-typescript.ts';
import { Program } from '../compiler/program/program.ts';
import type { TrainSpec } from '../compiler/train/train-spec.ts';
import { Source } from '../grammar/source.ts';
import { layersModel } from './contestants/layers-model.ts';
import { loadTfjsNode } from './contestants/load-tfjs-node.ts';
import { median } from './median.ts';

const usage = `npm run bench -- generated [--with NAME,…] [--backend tensorflow|cpu] [--rounds N] [--steps N] [--batch N]

Times a step of the TypeScript that cnnc build writes for an example against tfjs-layers' own trainOnBatch of the same model
written by hand, in turn in every round. Losses of that have no weights, which tfjs-layers ignores.`;

/** Compares generated steps with tfjs-layers' own. */
export async function benchGenerated(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      with: { type: 'string', default: 'shapes,fashion_mnist,two_heads,resnet34' },
      backend: { type: 'string', default: 'tensorflow' },
      rounds: { type: 'string', default: '5' },
      steps: { type: 'string', default: '10' },
      batch: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(usage);
  const missing = values.backend === 'tensorflow' ? loadTfjsNode() : undefined;
  if (missing !== undefined) return console.log(`tensorflow: ${missing}`);
  await tf.setBackend(values.backend);
  for (const name of values.with.split(',')) {
    const pair = await pairOf(name, values.batch === undefined ? undefined : Number(values.batch));
    const rounds: { readonly ours: Spent; readonly theirs: Spent }[] = [];
    for (let round = -1; round < Number(values.rounds); round++) {
      const ours = await pair.generated(Number(values.steps));
      const theirs = await pair.byHand(Number(values.steps));
      if (round >= 0) rounds.push({ ours, theirs });
    }
    report(`${name.padEnd(16)} batch ${String(pair.batch).padStart(3)}`, rounds);
  }
}

function report(title: string, rounds: readonly { readonly ours: Spent; readonly theirs: Spent }[]): void {
  const ratio = (of: keyof Spent): string => {
    const ratios = rounds.map(({ ours, theirs }) => ours[of] / theirs[of]);
    return `${median(ratios).toFixed(2)} (${ratios.map((each) => each.toFixed(2)).join(' ')})`;
  };
  const wall = (whose: 'ours' | 'theirs'): string =>
    median(rounds.map((round) => round[whose].wall)).toFixed(1);
  console.log(
    `${title}  generated ${wall('ours')} ms  by hand ${wall('theirs')} ms  ratio ${ratio('wall')}  of processor time ${ratio('cpu')}`,
  );
}

/** Milliseconds of a step: the median by the clock, and the mean of what the processors took. */
interface Spent {
  readonly wall: number;
  readonly cpu: number;
}

/** Keeps the time of steps, without the first. */
class Watch {
  readonly #times: number[] = [];
  #started = performance.now();
  #cpu = process.cpuUsage();

  start(): void {
    if (this.#times.length === 1) this.#cpu = process.cpuUsage();
    this.#started = performance.now();
  }

  stop(): void {
    this.#times.push(performance.now() - this.#started);
  }

  get spent(): Spent {
    const { user, system } = process.cpuUsage(this.#cpu);
    const times = this.#times.slice(1);
    return { wall: median(times), cpu: (user + system) / 1000 / times.length };
  }
}

/** The same model twice: each runs some steps. */
interface Pair {
  readonly batch: number;
  generated(steps: number): Promise<Spent>;
  byHand(steps: number): Promise<Spent>;
}

interface Module {
  createModel(options?: object): layers.LayersModel;
  train(model: layers.LayersModel, data: object, options: object): Promise<unknown>;
}

async function pairOf(name: string, wanted: number | undefined): Promise<Pair> {
  const answers = new Program().update(new Source(`${name}.cnn`, specOf(name)));
  const [train] = answers.trains;
  const phase = train?.phases[0];
  if (train === undefined || phase === undefined) throw new RangeError(`${name} has no training`);
  const module = await load(
    name,
    printTypeScript(
      buildCodeProgram(answers, { origin: { version: '0', source: name, digest: '0' }, classes: {} }),
      { tfjs: '@tensorflow/tfjs' },
    ),
  );
  const batch = wanted ?? phase.batch;
  const fields = drawnFields(train, batch);
  const ours = module.createModel();
  const theirs = compiledByHand(train);
  const inputs = train.graph.inputs.map((input) => fields[train.inputs.get(input.name) ?? input.name]);
  const targets = phase.objectives.map(({ target }) => fields[target]);
  return {
    batch,
    async generated(steps) {
      const watch = new Watch();
      const feed = function* (): Iterable<object> {
        for (let step = -1; step < steps; step++) {
          watch.start();
          yield Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, tf.clone(field)]));
        }
      };
      const onStep = (): void => {
        watch.stop();
      };
      await module.train(ours, { train: feed }, { epochs: 1, onStep });
      return watch.spent;
    },
    async byHand(steps) {
      const watch = new Watch();
      for (let step = -1; step < steps; step++) {
        watch.start();
        await theirs.trainOnBatch(inputs as tf.Tensor[], targets as tf.Tensor[]);
        watch.stop();
      }
      return watch.spent;
    },
  };
}

/** An example, with an optimizer that tfjs has, and no metrics; one that has no training gets one on classes. */
function specOf(name: string): string {
  const text = readFileSync(`examples/${name}.cnn`, 'utf8')
    .replaceAll('Nadam', 'Adam')
    .replaceAll(/\bmetrics = \[[^\]]*\]/g, '');
  const model = /^model (\w+)/m.exec(text)?.[1] ?? '';
  if (/^train /m.test(text)) return text;
  return `${text}
data Drawn { source = folder("drawn")  field label: class[10]  prepare { Resizing(224, 224)  Rescaling(1/255) } }
train ${model} on Drawn {
  batch = 8
  objective label { loss = sparse_categorical_crossentropy }
  phase main { epochs = 1  optimizer = SGD(learning_rate=0.01, momentum=0.9) }
}`;
}

/** Writes modules where packages are found, and imports the first. */
async function load(
  name: string,
  files: readonly { readonly path: string; readonly text: string }[],
): Promise<Module> {
  const folder = resolve('.cache/bench-generated', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  for (const { path, text } of files) {
    const { code } = await transform(text, { loader: 'ts', target: 'node20' });
    writeFileSync(join(folder, path.replace(/\.ts$/, '.js')), code);
  }
  return (await import(pathToFileURL(join(folder, `${name}.js`)).href)) as Module;
}

function drawnFields(train: TrainSpec, batch: number): Record<string, tf.Tensor> {
  const inputs = train.graph.inputs.map((input) => [
    train.inputs.get(input.name) ?? input.name,
    tf.randomUniform([batch, ...input.shape.map(Number)]),
  ]);
  const targets = train.data.fields.flatMap(({ name, type }) => {
    if (type.kind === 'tensor' || type.kind === 'keypoints') return [];
    if (type.kind === 'box') return [[name, tf.randomUniform([batch, 4])]];
    return [[name, tf.cast(tf.randomUniform([batch, 1], 0, type.classes, 'int32'), 'float32')]];
  });
  return Object.fromEntries([...inputs, ...targets]) as Record<string, tf.Tensor>;
}

const names: Readonly<Record<string, string>> = {
  sparse_categorical_crossentropy: 'sparseCategoricalCrossentropy',
  mse: 'meanSquaredError',
  mae: 'meanAbsoluteError',
};

/** The model as one writes it with tfjs-layers, compiled with the optimizer and losses of the first phase. */
function compiledByHand({ graph, phases: [phase] }: TrainSpec): layers.LayersModel {
  const model = layersModel(graph);
  const { kind = '', params = {} } = phase?.optimizer ?? {};
  const rate = Number(params['learning_rate'] ?? 0.001);
  const momentum = Number(params['momentum'] ?? 0);
  const optimizer =
    kind === 'Adam'
      ? tf.train.adam(rate)
      : momentum > 0
        ? tf.train.momentum(rate, momentum)
        : tf.train.sgd(rate);
  model.compile({
    optimizer,
    loss: (phase?.objectives ?? []).map(
      ({ loss }) => names[String((loss as { kind?: string }).kind)] ?? 'meanSquaredError',
    ),
  });
  return model;
}
