import '@tensorflow/tfjs-backend-cpu';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { detections } from '../../../compiler/codegen/typescript/parts/detections.ts';
import { Names } from '../../../compiler/codegen/typescript/parts/names.ts';
import * as tf from '../../../compiler/codegen/typescript/parts/tf.ts';
import { pythonWith } from '../../support/python.ts';

/* `Detections` in code of other languages against the rows of test/golden/make_detection.py. */

interface Case {
  readonly sizes: readonly (readonly [height: number, width: number])[];
  readonly classes: number;
  readonly reach: number;
  readonly maps: readonly (readonly number[])[];
  readonly boxes: readonly unknown[];
  readonly rows: readonly number[];
}

const path = new URL('../../golden/detection.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(path, 'utf8')) as { readonly cases: readonly Case[] };
const titled = cases.map((each) => [each.sizes.map((size) => size.join('×')).join(' '), each] as const);

function apart(found: ArrayLike<number>, wanted: readonly number[]): number {
  expect(found).toHaveLength(wanted.length);
  return wanted.reduce(
    (most, value, index) => Math.max(most, Math.abs((found[index] ?? NaN) - value) / (1 + Math.abs(value))),
    0,
  );
}

describe('TypeScript', () => {
  test.each(titled)('rows of %s', async (_title, { sizes, classes, reach, maps, boxes, rows }) => {
    await tf.setBackend('cpu');
    const count = boxes.length;
    tf.tidy(() => {
      const inputs = sizes.map((size) => tf.input({ shape: [...size, 5 + classes] }));
      const outputs = detections(new Names(), inputs, { reach });
      const model = tf.model({ inputs, outputs });
      const given = sizes.map((size, level) =>
        tf.tensor(maps[level] as number[], [count, ...size, 5 + classes]),
      );
      const found = model.apply(given.length === 1 ? given[0]! : given) as tf.Tensor;
      expect(outputs.shape.slice(1)).toEqual(found.shape.slice(1));
      expect(apart(found.dataSync(), rows)).toBeLessThan(2e-6);
      model.dispose();
    });
  });
});

const python = pythonWith('keras');

const job = `
import json, os, sys
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np
sys.path.insert(0, sys.argv[1])
from detections import Detections
for case in json.load(open(sys.argv[2]))["cases"]:
    count, channels = len(case["boxes"]), 5 + case["classes"]
    maps = [np.array(m, "f").reshape(count, *size, channels) for m, size in zip(case["maps"], case["sizes"])]
    layer = Detections(reach=case["reach"], confidence_threshold=0.1)
    rows = np.array(layer(maps if len(maps) > 1 else maps[0]))
    wanted = np.array(case["rows"]).reshape(rows.shape)
    assert layer.compute_output_shape([m.shape for m in maps])[1:] == rows.shape[1:]
    assert Detections.from_config(layer.get_config()).told == {"confidence_threshold": 0.1}
    print(float((np.abs(rows - wanted) / (1 + np.abs(wanted))).max()))
`;

test.skipIf(python === undefined)('Keras', { timeout: 120_000 }, () => {
  const parts = new URL('../../../compiler/codegen/keras/parts/', import.meta.url).pathname;
  const printed = execFileSync(python ?? '', ['-c', job, parts, path.pathname], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
  });
  const found = printed.trim().split('\n').map(Number);
  expect(found).toHaveLength(cases.length);
  expect(Math.max(...found)).toBeLessThan(2e-6);
});
