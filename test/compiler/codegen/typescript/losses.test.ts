import '@tensorflow/tfjs-backend-cpu';
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { binaryCrossentropy } from '../../../../compiler/codegen/typescript/parts/binary-crossentropy.ts';
import { categoricalCrossentropy } from '../../../../compiler/codegen/typescript/parts/categorical-crossentropy.ts';
import { sparseCategoricalCrossentropy } from '../../../../compiler/codegen/typescript/parts/sparse-categorical-crossentropy.ts';
import * as tf from '../../../../compiler/codegen/typescript/parts/tf.ts';

/* Losses of the parts, smoothed and with a class that is ignored, against Keras's, of test/golden/make_losses.py. */

interface Case {
  readonly loss: keyof typeof parts;
  readonly arguments: {
    readonly from_logits?: boolean;
    readonly label_smoothing?: number;
    readonly ignore_class?: number;
  };
  readonly shape: readonly number[];
  readonly target: readonly number[];
  readonly prediction: readonly number[];
  readonly y: readonly [number];
}

const parts = {
  binary_crossentropy: binaryCrossentropy,
  categorical_crossentropy: categoricalCrossentropy,
  sparse_categorical_crossentropy: sparseCategoricalCrossentropy,
};

const { named } = JSON.parse(
  readFileSync(new URL('../../../golden/losses.json', import.meta.url), 'utf8'),
) as { readonly named: readonly Case[] };

beforeAll(async () => {
  await tf.setBackend('cpu');
});

test.each(named.map((each) => [`${each.loss} ${JSON.stringify(each.arguments)}`, each] as const))(
  '%s',
  (_title, { loss, arguments: given, shape, target, prediction, y }) => {
    const options = {
      fromLogits: given.from_logits ?? false,
      labelSmoothing: given.label_smoothing ?? 0,
      ignoreClass: given.ignore_class ?? null,
    };
    const wanted = loss === 'sparse_categorical_crossentropy' ? shape.slice(0, -1) : [...shape];
    const found = tf.tidy(() =>
      tf
        .mean(parts[loss](options)(tf.tensor([...target], wanted), tf.tensor([...prediction], [...shape])))
        .dataSync(),
    );
    expect(found[0]).toBeCloseTo(y[0], 5);
  },
);
