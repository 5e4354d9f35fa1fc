import '@tensorflow/tfjs-backend-cpu';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { loadTfjsNode } from '../../../../bench/contestants/load-tfjs-node.ts';
import * as tf from '../../../../compiler/codegen/typescript/parts/tf.ts';
import { cpu, otherEngines } from '../../../laws/engines.ts';
import { sharedDirectory } from '../../../support/directory.ts';
import { pythonWith } from '../../../support/python.ts';
import { isLong } from '../../../support/sample.ts';
import { kerasJobs, writePackage } from '../keras/keras-job.ts';
import { comparedKeras } from '../keras/compared-keras.ts';
import { KerasProcess } from '../keras/keras-process.ts';
import { typescriptAnswers } from '../typescript/typescript-answers.ts';
import { compared } from './differences.ts';
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

const quick = ['naming', 'parts_of_layers', 'clashing', 'axes', 'network_12'];
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
const engine =
  otherEngines.find(({ engine: { name }, availability }) => name === 'onnx' && availability.available)
    ?.engine ?? cpu;
const minutes = 60_000;

describe.each(specs)('$name', (spec) => {
  const folder = sharedDirectory();
  let expected: readonly Expected[] = [];

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
      const found = expected.map((each, index) => compared(each, answers[index]));
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
      const found = [];
      for (const job of kerasJobs(join(folder(), spec.name), spec.name, expected))
        found.push(comparedKeras(job, await keras.ask(job)));
      record.add(spec.name, `keras ${backend}`, found);
      expect(found.flatMap(({ mistakes }) => mistakes)).toEqual([]);
    },
    10 * minutes,
  );
});
