import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import { compile } from '../compiler/compile.ts';
import { isConcrete } from '../compiler/graph/graph.ts';
import { optimizers } from '../compiler/optimizers/registry.ts';
import { planPhase } from '../compiler/program/phase-plan.ts';
import type { PhaseSpec } from '../compiler/train/train-spec.ts';
import { Source } from '../grammar/source.ts';
import { legalize } from '../compiler/program/legalize.ts';
import { tfjsTarget } from '../runtime/engines/tfjs/target.ts';
import { measureMemory } from '../runtime/engines/tfjs/measure.ts';
import { layersModel } from './contestants/layers-model.ts';

const usage = `npm run bench -- memory [--batch N] [--with NAME:SIZE,…]

Measures the peak bytes of tensors of tf.LayersModel.fit on the cpu backend, beside the plan for the same backend.
--with: examples, each with the height and width that its pictures are to have`;

/** Compares the memory of one training step with tfjs-layers' own, network by network. */
export async function benchMemory(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      batch: { type: 'string', default: '2' },
      with: {
        type: 'string',
        default: 'lenet5:28,fashion_mnist:28,mobilenet_v2:32,resnet34:32',
      },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(usage);
  const batch = Number(values.batch);
  const ratios: number[] = [];
  for (const entry of values.with.split(',')) {
    const [name = '', size = '32'] = entry.split(':');
    ratios.push(await compare(name, Number(size), batch));
  }
  const mean = Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
  console.log(`geometric mean: ${mean.toFixed(2)} times less`);
}

async function compare(name: string, size: number, batch: number): Promise<number> {
  const text = readFileSync(`examples/${name}.cnn`, 'utf8').replace(
    /(input image: float32\[)\d+, \d+/,
    `$1${size}, ${size}`,
  );
  const [model] = compile(new Source(name, text)).value.models;
  if (model === undefined || !isConcrete(model)) throw new RangeError(`${name} has no model of known sizes`);
  const fit = await fitPeak(model, batch);
  const peak = (recompute: PhaseSpec['recompute']): number =>
    planPhase(model, phaseOf(model, batch, recompute), {
      legalize: (program) => legalize(program, tfjsTarget('cpu')),
    }).peak(batch).bytes;
  const [whole, least] = [peak(undefined), peak('max')];
  const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
  console.log(
    `${name} at ${size}×${size}, batch ${batch}: LayersModel.fit ${megabytes(fit)}, planned ${megabytes(whole)} ` +
      `(${(fit / whole).toFixed(2)} times less), with recompute = max ${megabytes(least)} (${(fit / least).toFixed(2)})`,
  );
  return fit / whole;
}

type Model = Parameters<typeof layersModel>[0];

function phaseOf(model: Model, batch: number, recompute: PhaseSpec['recompute']): PhaseSpec {
  const { span } = model;
  const params = Object.entries(optimizers.Adam.params).map(
    ([key, { default: value }]) => [key, value] as const,
  );
  const objectives = model.heads.map(({ name: head }) => ({
    head,
    target: head,
    loss: { kind: 'sparse_categorical_crossentropy', fromLogits: false } as const,
    weight: 1,
    metrics: [],
    span,
  }));
  return {
    name: 'main',
    epochs: 1,
    batch,
    optimizer: { kind: 'Adam', params: Object.fromEntries(params), span },
    objectives,
    frozen: new Set(),
    span,
    ...(recompute === undefined ? {} : { recompute }),
  };
}

/** The most bytes of tensors that are alive at once in `fit` over two batches, its model and data included. */
async function fitPeak(model: Model, batch: number): Promise<number> {
  await tf.setBackend('cpu');
  const [input] = model.inputs;
  const { peakBytes } = await measureMemory('cpu', async () => {
    const net = layersModel(model);
    net.compile({ optimizer: tf.train.adam(), loss: 'sparseCategoricalCrossentropy' });
    const images = tf.randomNormal([batch, ...(input?.shape ?? [])]);
    const labels = tf.zeros([batch, 1]);
    await net.fit(images, labels, { batchSize: batch, epochs: 2, verbose: 0 });
    tf.dispose([images, labels]);
    net.dispose();
  });
  return peakBytes;
}
