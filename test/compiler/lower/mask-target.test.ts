import { describe, expect, it } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import { resultOf } from '../../../compiler/catalogue/metrics/lower-metric.ts';
import { Source } from '../../../grammar/source.ts';
import { cpu, otherEngines } from '../../laws/engines.ts';

const engines = [
  cpu,
  ...otherEngines.filter(({ availability }) => availability.available).map(({ engine }) => engine),
];

const text = (head: string, loss: string, classes = 3): string => `import { Dice } from "cnn:losses"
model M {
  input image: float32[8, 8, 3]
  output mask: ${head}
}
data D {
  source = folder("x", masks="masks")
  field mask: mask[${classes}]
  prepare { Resizing(8, 8) }
}
train M on D {
  batch = 2
  objective mask { loss = ${loss}  metrics = [mean_iou, pixel_accuracy] }
  phase main { epochs = 1  optimizer = SGD(learning_rate=0.1) }
}`;

const softmax = 'Conv2D(3, 1, activation=softmax)';
const pixels = 64;

/** Two pictures of 8×8 whose values are the logits, and classes of their pixels, of which some are not labelled. */
const logits = Float32Array.from({ length: 2 * pixels * 3 }, (_, index) => ((index * 7) % 11) / 5 - 1);
const numbers = Int32Array.from({ length: 2 * pixels }, (_, index) => (index % 5 === 0 ? 255 : index % 3));

const labelled = [...numbers.keys()].filter((pixel) => numbers[pixel] !== 255);

function probabilities(pixel: number): readonly number[] {
  const powers = [0, 1, 2].map((each) => Math.exp(logits[3 * pixel + each] ?? 0));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

const crossEntropy = (of: readonly number[]): number =>
  mean(of.map((pixel) => -Math.log(probabilities(pixel)[numbers[pixel] ?? 0] ?? 0)));

function dice(): number {
  const each = [0, 1].map((example) => {
    const own = labelled.filter((pixel) => Math.floor(pixel / pixels) === example);
    const hit = own.reduce((sum, pixel) => sum + (probabilities(pixel)[numbers[pixel] ?? 0] ?? 0), 0);
    return 1 - (2 * hit) / (2 * own.length + 1e-7);
  });
  return mean(each);
}

async function evaluated(head: string, loss: string, classes?: number) {
  const { value, diagnostics } = compile(new Source('m.cnn', text(head, loss, classes)));
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual(
    [],
  );
  const train = value.trains[0];
  const programs = train?.plans[0]?.programs;
  if (train === undefined || programs === undefined) throw new Error('no programs');
  const found: Record<string, number>[] = [];
  for (const engine of engines) {
    const variables = new Map(
      programs.variables.map((variable) => {
        const [, , from = 0, to = 0] = variable.shape;
        const data = new Float32Array(variable.shape.reduce((a, b) => a * b, 1));
        for (let channel = 0; channel < Math.min(from, to); channel++) data[channel * to + channel] = 1;
        return [variable, data] as const;
      }),
    );
    const session = await engine.open(variables);
    const feeds = new Map(
      programs.evaluate.inputs.map(({ name, role }) => [
        name,
        role.kind === 'input'
          ? { dtype: 'float32' as const, shape: [2, 8, 8, 3], data: logits }
          : { dtype: 'int32' as const, shape: [2, 8, 8], data: numbers },
      ]),
    );
    const results = await session.run(programs.evaluate, 2, feeds);
    await session.dispose();
    const metrics = train.spec.phases[0]?.objectives[0]?.metrics ?? [];
    found.push({
      loss: results.get('loss')?.data[0] ?? NaN,
      ...Object.fromEntries(
        metrics.map((metric) => [
          metric.name,
          resultOf(metric)?.([...(results.get(`mask/${metric.name}`)?.data ?? [])].map(Number), 2) ?? NaN,
        ]),
      ),
    });
  }
  return found;
}

describe('a mask, on every engine', () => {
  it('is fed once, however many losses and metrics take it', () => {
    const { value } = compile(new Source('m.cnn', text(softmax, 'sparse_categorical_crossentropy + Dice')));
    const inputs = value.trains[0]?.plans[0]?.programs.evaluate.inputs ?? [];
    expect(inputs.map(({ name, value: { dtype } }) => `${name} ${dtype}`)).toEqual([
      'input/image float32',
      'target/mask int32',
    ]);
  });

  it('counts the pixels that are labelled in losses and metrics, and no others', async () => {
    const right = labelled.filter((pixel) => {
      const given = probabilities(pixel);
      return given.indexOf(Math.max(...given)) === numbers[pixel];
    });
    for (const found of await evaluated(softmax, '0.5 * sparse_categorical_crossentropy + 0.25 * Dice')) {
      expect(found['loss']).toBeCloseTo(0.5 * crossEntropy(labelled) + 0.25 * dice(), 5);
      expect(found['pixel_accuracy']).toBeCloseTo(right.length / labelled.length, 6);
      const overlaps = [0, 1, 2].map((label) => {
        const is = labelled.filter((pixel) => numbers[pixel] === label);
        const taken = labelled.filter((pixel) => {
          const given = probabilities(pixel);
          return given.indexOf(Math.max(...given)) === label;
        });
        const both = is.filter((pixel) => taken.includes(pixel)).length;
        return both / (is.length + taken.length - both);
      });
      expect(found['mean_iou']).toBeCloseTo(mean(overlaps), 6);
    }
  });

  it('leaves a class out that the loss ignores, beside what is not labelled', async () => {
    const others = labelled.filter((pixel) => numbers[pixel] !== 0);
    const ignoring = (ignored: number): string =>
      `SparseCategoricalCrossentropy(ignore_class=${String(ignored)})`;
    for (const found of await evaluated(softmax, ignoring(0)))
      expect(found['loss']).toBeCloseTo(crossEntropy(others), 5);
    for (const found of await evaluated(softmax, ignoring(255)))
      expect(found['loss']).toBeCloseTo(crossEntropy(labelled), 5);
  });

  it('is a yes or no to each pixel of a single value', async () => {
    const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));
    const yes = (pixel: number): number => sigmoid(logits[3 * pixel] ?? 0);
    const cost = (pixel: number): number => -Math.log(numbers[pixel] === 1 ? yes(pixel) : 1 - yes(pixel));
    const found = await evaluated('Conv2D(1, 1, activation=sigmoid)', 'binary_crossentropy', 2);
    const right = labelled.filter((pixel) => yes(pixel) > 0.5 === (numbers[pixel] === 1));
    for (const { loss, pixel_accuracy: accuracy } of found) {
      expect(loss).toBeCloseTo(mean(labelled.map(cost)), 5);
      expect(accuracy).toBeCloseTo(right.length / labelled.length, 6);
    }
  });
});
