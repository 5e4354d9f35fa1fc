import '@tensorflow/tfjs-backend-cpu';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { loadTfjsNode } from '../../../../bench/contestants/load-tfjs-node.ts';
import * as tf from '../../../../compiler/codegen/typescript/parts/tf.ts';
import type { Engine } from '../../../../runtime/engines/engine.ts';
import { cpu, otherEngines } from '../../../laws/engines.ts';
import { sharedDirectory } from '../../../support/directory.ts';
import { pythonWith } from '../../../support/python.ts';
import { isLong } from '../../../support/sample.ts';
import { type KerasJob, kerasJobs, writePackage } from '../keras/keras-job.ts';
import { comparedKeras } from '../keras/compared-keras.ts';
import { KerasProcess, type Told } from '../keras/keras-process.ts';
import { typescriptAnswers } from '../typescript/typescript-answers.ts';
import { type Compared, compared } from './differences.ts';
import { type EqualitySpec, type Expected, expectedOf } from './expected.ts';
import { Record } from './record.ts';
import { allLayers, applications, examples, features, randomNetworks } from './specs.ts';

/*
 * What `cnnc build` prints does what the engine does: as many parameters, the same names of layers, from the same weights the
 * same predictions and the same first losses, and as many weights that train in each phase. In TypeScript on the native
 * binding where it is installed, else in plain JavaScript; in Keras where a Python has it, on TensorFlow and on PyTorch. The
 * whole, twenty steps each, is of the long form, which takes an hour and writes what it found to `.cache/equality.json`.
 */

const record = new Record();
const processes = new Map<string, KerasProcess>();

afterEach(() => {
  if (isLong) record.write('.cache/equality.json');
});

afterAll(() => {
  for (const keras of processes.values()) keras.close();
});

const quick = ['naming', 'parts_of_layers', 'clashing', 'axes', 'strides', 'network_12'];
/** In the long form a part of them, where the environment says which. */
const wanted = new RegExp(process.env['CNNC_EQUALITY'] ?? '');
const specs: readonly EqualitySpec[] = [
  ...[...features, ...examples, ...applications, ...randomNetworks(isLong ? 50 : 0)].filter(({ name }) =>
    isLong ? wanted.test(name) : quick.includes(name),
  ),
  allLayers(8),
];

const python = pythonWith('tensorflow');
const backends = isLong ? ['tensorflow', 'torch'] : ['tensorflow'];
const engineOf = (wanted: string): Engine | undefined =>
  otherEngines.find(({ engine: { name }, availability }) => name === wanted && availability.available)
    ?.engine;
const engine = engineOf('onnx') ?? cpu;
/** What says how far rounding leads two engines apart, where losses are not close. */
const second = isLong ? engineOf('tensorflow') : undefined;
const minutes = 60_000;

describe.each(specs)('$name', (spec) => {
  const folder = sharedDirectory();
  let expected: readonly Expected[] = [];
  let other: Promise<readonly Expected[]> | undefined;

  /** Compares answers; where they are not close, with how far a second engine is besides. */
  const comparedAll = async (
    compare: (each: Expected, index: number, other?: Expected) => Compared,
  ): Promise<readonly Compared[]> => {
    const found = expected.map((each, index) => compare(each, index));
    if (second === undefined || found.every(({ mistakes }) => mistakes.length === 0)) return found;
    other ??= expectedOf(join(folder(), `${spec.name}.other`), spec, second);
    const others = await other;
    return expected.map((each, index) => compare(each, index, others[index]));
  };

  beforeAll(async () => {
    expected = await expectedOf(join(folder(), spec.name), spec, engine);
    expect(expected.length).toBeGreaterThan(0);
  }, 10 * minutes);

  it(
    'in TypeScript',
    async () => {
      const missing = loadTfjsNode();
      const backend = isLong && missing === undefined ? 'tensorflow' : 'cpu';
      await tf.setBackend(backend);
      const answers = await typescriptAnswers(spec, expected);
      const found = await comparedAll((each, index, by) => compared(each, answers[index], by));
      record.add(spec.name, `typescript ${backend}`, found);
      expect(found.flatMap(({ mistakes }) => mistakes)).toEqual([]);
    },
    10 * minutes,
  );

  it.skipIf(python === undefined).each(backends)(
    'in Keras on %s',
    async (backend) => {
      const keras = processes.get(backend) ?? new KerasProcess(python ?? '', backend);
      processes.set(backend, keras);
      await writePackage(folder(), spec);
      const jobs = kerasJobs(join(folder(), spec.name), spec.name, expected);
      const told: [KerasJob, Told][] = [];
      for (const job of jobs) told.push([job, await keras.ask(job)]);
      const found = await comparedAll((each, index, by) => {
        const [job, answers] = told[index] ?? [];
        if (job === undefined || answers === undefined) return compared(each, undefined);
        return comparedKeras(job, answers, by);
      });
      record.add(spec.name, `keras ${backend}`, found);
      expect(found.flatMap(({ mistakes }) => mistakes)).toEqual([]);
    },
    10 * minutes,
  );
});
