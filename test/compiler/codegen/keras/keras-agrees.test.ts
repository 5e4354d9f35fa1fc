import { beforeAll, describe, expect, it } from 'vitest';
import { availability, onnxEngine } from '../../../../runtime/engines/onnx/onnx-engine.ts';
import { cpu } from '../../../laws/engines.ts';
import { sharedDirectory } from '../../../support/directory.ts';
import { pythonWith } from '../../../support/python.ts';
import { isLong } from '../../../support/sample.ts';
import { type KerasSpec, writeJob } from './keras-job.ts';
import { differences, type KerasJob, runKeras, type Told } from './run-keras.ts';
import { allLayers, applications, examples, features } from './specs.ts';

/*
 * Models of generated packages in Keras: as many parameters, the same names of layers, from the same weights the same
 * predictions and the same first losses, and as many weights that train in each phase. The whole is of the long form: it takes
 * half an hour.
 */

const quick = ['naming', 'parts_of_layers', 'clashing'];
const specs: readonly KerasSpec[] = [
  ...[...features, ...examples, ...applications].filter(({ name }) => isLong || quick.includes(name)),
  allLayers(8),
];

const python = pythonWith('tensorflow');

describe.skipIf(python === undefined)('packages in Keras', () => {
  const folder = sharedDirectory();
  const jobs: KerasJob[] = [];
  const told: Told[] = [];

  beforeAll(
    async () => {
      const engine = (await availability()).available ? onnxEngine() : cpu;
      for (const spec of specs) {
        const expected = await writeJob(folder(), spec, engine);
        jobs.push(...expected.map((each) => ({ package: spec.name, expected: each })));
      }
      told.push(...(await runKeras(python ?? '', folder(), jobs)));
    },
    isLong ? 7_200_000 : 900_000,
  );

  it.each(specs.map(({ name }) => name))('%s', (name) => {
    const found = jobs.flatMap(({ package: of, expected }, index) => {
      if (of !== name) return [];
      const answer = told[index];
      const off = answer === undefined ? ['Keras did not answer'] : differences(expected, answer);
      return off.map((each) => `${expected.model}: ${each}`);
    });
    expect(found).toEqual([]);
    expect(jobs.some(({ package: of }) => of === name)).toBe(true);
  });
});
