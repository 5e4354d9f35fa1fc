import { describe, expect, it } from 'vitest';
import { buildPrograms } from '../../../../compiler/lower/build-programs.ts';
import { beta } from '../../../../runtime/data/augment/beta.ts';
import { drawMixing, type Mixing } from '../../../../runtime/data/augment/draw-mixing.ts';
import { type MixedAs, mixBatch } from '../../../../runtime/data/augment/mix-batch.ts';
import type { Batch } from '../../../../runtime/data/batches.ts';
import { RandomStream } from '../../../../runtime/random.ts';
import { feed } from '../../../../runtime/train/feed.ts';
import golden from '../../../golden/mixing.json' with { type: 'json' };
import { cpu } from '../../../laws/engines.ts';
import { compileText } from '../../../support/compile-text.ts';
import { hashed } from '../../../support/hashed.ts';

const [count = 0, height = 0, width = 0, channels = 0] = golden.shape;
const { classes } = golden;

const batch: Batch = {
  count,
  indexes: [],
  cursor: 0,
  fields: new Map([
    ['image', { shape: [height, width, channels], values: Float32Array.from(golden.images_given) }],
    ['label', { shape: [], values: Float32Array.from(golden.labels_given) }],
    ['weight', { shape: [1], values: Float32Array.of(1, 2, 3, 4, 5) }],
  ]),
};

const sortOf = (name: string): MixedAs =>
  name === 'image' ? 'picture' : name === 'label' ? 'class' : 'numbers';

const order = Uint32Array.from(golden.order);
const blending: Mixing = { order, shares: Float32Array.from(golden.mix_up.shares) };
const cutting: Mixing = {
  order,
  shares: Float32Array.from(golden.cut_mix.shares),
  patches: golden.cut_mix.at.map(([x = 0, y = 0], index) => ({
    at: [x, y],
    side: golden.cut_mix.sides[index] ?? 0,
  })),
};

/** What a mixture is of each class. */
function sharesIn({ fields, mixture }: ReturnType<typeof mixBatch>): number[] {
  const shares = new Array<number>(count * classes).fill(0);
  const add = (labels: ArrayLike<number> | undefined, of: (share: number) => number): void =>
    mixture.shares.forEach((share, example) => {
      const place = example * classes + (labels?.[example] ?? 0);
      shares[place] = (shares[place] ?? 0) + of(share);
    });
  add(fields.get('label')?.values, (share) => share);
  add(mixture.fields.get('label')?.values, (share) => 1 - share);
  return shares;
}

const worst = (actual: ArrayLike<number> | undefined, expected: readonly number[]): number =>
  Math.max(...expected.map((value, index) => Math.abs(value - (actual?.[index] ?? NaN))));

describe.each([
  ['MixUp', blending, golden.mix_up],
  ['CutMix', cutting, golden.cut_mix],
] as const)('%s, given what Keras drew', (_, mixing, expected) => {
  const mixed = mixBatch(batch, mixing, sortOf);

  it('has its pixels and its shares of classes', () => {
    expect(worst(mixed.fields.get('image')?.values, expected.images)).toBeLessThan(1e-4);
    expect(worst(sharesIn(mixed), expected.labels)).toBeLessThan(1e-6);
  });

  it('calls an example what it has more of', () => {
    expect(Math.min(...mixed.mixture.shares)).toBeGreaterThanOrEqual(0.5);
    const larger = Array.from({ length: count }, (_, example) => {
      const shares = expected.labels.slice(example * classes, (example + 1) * classes);
      return shares.indexOf(Math.max(...shares));
    });
    const isEven = expected.shares.map((share) => Math.abs(share - 0.5) < 1e-6);
    [...(mixed.fields.get('label')?.values ?? [])].forEach((label, example) => {
      if (isEven[example] !== true) expect(label).toBe(larger[example]);
    });
  });

  it('leaves the batch as it was', () => {
    expect([...(batch.fields.get('image')?.values ?? [])]).toEqual(golden.images_given);
  });
});

it('mixes numbers by the same shares', () => {
  const { values } = mixBatch(batch, blending, sortOf).fields.get('weight') ?? { values: [] };
  const expected = golden.mix_up.shares.map(
    (share, index) => share * (index + 1) + (1 - share) * ((golden.order[index] ?? 0) + 1),
  );
  expect(worst(values, expected)).toBeLessThan(1e-6);
});

describe('a draw', () => {
  const step = { kind: 'MixUp', alpha: 0.2 } as const;

  it('is the same of one stream, and another of another', () => {
    const draw = (path: string): Mixing => drawMixing(step, 9, [4, 4, 1], new RandomStream(1, path));
    expect(draw('a')).toEqual(draw('a'));
    expect(draw('a').shares).not.toEqual(draw('b').shares);
  });

  it.each([1e-6, 0.2, 1, 3])('of Beta(%f, same) has its mean and deviation', (alpha) => {
    const random = new RandomStream(4, `beta ${alpha}`);
    const draws = Array.from({ length: 8000 }, () => beta(alpha, random));
    expect(draws.every((draw) => draw >= 0 && draw <= 1)).toBe(true);
    const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
    const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length;
    expect(mean).toBeCloseTo(0.5, 1);
    expect(Math.sqrt(variance) / Math.sqrt(1 / (4 * (2 * alpha + 1)))).toBeCloseTo(1, 1);
  });
});

describe('the loss of a mixture', () => {
  function programs(loss: string, augment: string, label = 'class[4]') {
    const { value, diagnostics } = compileText(`model Tiny {
      input image: float32[6, 8, 3]
      Flatten
      output label: Dense(4, activation=softmax)
    }
    data D {
      source = csv("x.csv")
      field image: uint8[6, 8, 3]
      field label: ${label}
      prepare { Rescaling(1/255) }
      ${augment}
    }
    train Tiny on D {
      batch = 5
      objective label { loss = ${loss}  }
      phase main { epochs = 1  optimizer = SGD(learning_rate=0.01) }
    }`);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const [train] = value.trains;
    const phase = train?.spec.phases[0];
    if (train === undefined || phase === undefined) throw new Error('no phase');
    return buildPrograms(train.spec.graph, phase);
  }

  async function lossOf({ step, variables }: ReturnType<typeof programs>, fed: Batch): Promise<number> {
    const values = variables.map((variable) => {
      const size = variable.shape.reduce((product, length) => product * length, 1);
      return [variable, Float32Array.from(hashed(1, [size]), (value) => (value - 0.5) / 40)] as const;
    });
    const session = await cpu.open(new Map(values));
    const inputs = feed(step, fed, new Map([['image', 'image']]), {
      place: { seed: 1, phase: 'main', iteration: 0 },
      scalars: { learning_rate: 0.01 },
    });
    const outputs = await session.run(step, count, inputs);
    await session.dispose();
    return outputs.get('loss')?.data[0] ?? NaN;
  }

  const mixed = mixBatch(batch, blending, sortOf);

  it('is that of Keras’s mixed one-hot classes', async () => {
    const image = mixed.fields.get('image');
    const label = { shape: [classes], values: Float32Array.from(golden.mix_up.labels) };
    const ofOneHot: Batch = {
      ...batch,
      fields: new Map([['label', label], ...(image ? [['image', image] as const] : [])]),
    };
    const expected = await lossOf(programs('categorical_crossentropy', '', 'float32[4]'), ofOneHot);
    for (const step of ['MixUp', 'CutMix']) {
      const made = programs('sparse_categorical_crossentropy', `augment { ${step} }`);
      expect(await lossOf(made, mixed)).toBeCloseTo(expected, 5);
    }
  });

  it('is not mixed in evaluation', () => {
    const { step, evaluate } = programs('sparse_categorical_crossentropy', 'augment { MixUp }');
    const names = ({ inputs }: typeof step): readonly string[] => inputs.map(({ name }) => name);
    expect(names(step)).toEqual(expect.arrayContaining(['target/label/other', 'weight/label/other']));
    expect(names(evaluate)).toEqual(['input/image', 'target/label']);
  });
});
