import { expect, test } from 'vitest';
import { openData } from '../../../runtime/data/open-data.ts';
import { drawRange, isRangePicture } from '../../../runtime/foretell/draw-range.ts';
import { rateTable } from '../../../cli/run/find-rate.ts';
import {
  descentOf,
  estimates,
  findRate,
  ramp,
  type RatedLoss,
} from '../../../runtime/foretell/rate-range.ts';
import { Interrupted } from '../../../runtime/train/phase-context.ts';
import { fakeEngine, fakePhase, fakeTrain } from '../../support/fake-engine.ts';

const train = fakeTrain([['main', 1]]);

async function rangeOf(engine = fakeEngine(), interrupted = (): boolean => false) {
  const data = await openData(train.data, { base: '/' });
  const phases = train.phases.map(fakePhase);
  return findRate({ train, phases, data, engine, seed: 1 }, phases[0]!, interrupted);
}

test('the rate rises a hundred times by the same factor, round the training part as often as that takes', async () => {
  const rates: number[] = [];
  const engine = fakeEngine({ onRate: (rate) => rates.push(rate) });
  const { updates } = await rangeOf(engine);
  expect(updates.length).toBeGreaterThan(10);
  expect(updates[0]?.rate).toBe(ramp.from);
  for (const [index, { rate }] of updates.slice(1).entries())
    expect(rate / updates[index]!.rate).toBeCloseTo(1e8 ** (1 / 99), 6);
  // What is told is what the step is fed.
  expect(rates).toHaveLength(updates.length);
  for (const [index, rate] of rates.entries()) expect(rate / updates[index]!.rate).toBeCloseTo(1, 5);
  expect(engine.log.at(-1)).toBe('dispose');
});

test('a loss that is no number ends it', async () => {
  const { updates, diverged } = await rangeOf(fakeEngine({ nanAt: 5 }));
  expect(updates).toHaveLength(5);
  expect(diverged).toBe(true);
});

test('Ctrl-C is heard', async () => {
  await expect(rangeOf(fakeEngine(), () => true)).rejects.toBeInstanceOf(Interrupted);
});

/** A loss that is flat, falls about the rate 1e-3 and rises from 1e-1 on. */
const curve = (index: number): RatedLoss => {
  const rate = ramp.from * 1e8 ** (index / 99);
  const power = Math.log10(rate);
  const loss = 2 - 1 / (1 + Math.exp(-4 * (power + 3))) + Math.max(0, power + 1) ** 2;
  return { rate, loss, smoothed: loss };
};

test('where it falls steepest and a tenth of where it is least are read from the smoothed loss', () => {
  const updates = Array.from({ length: 100 }, (_, index) => curve(index));
  const { steepest, tenth } = estimates(updates);
  expect(Math.log10(steepest!)).toBeCloseTo(-3, 0);
  expect(Math.log10(tenth!)).toBeCloseTo(-2, 0);
});

test('a fall behind the least, where the loss jumps about, is no descent', () => {
  const wild = (index: number): RatedLoss => ({ ...curve(index), smoothed: index % 2 === 0 ? 100 : 50 });
  const updates = Array.from({ length: 100 }, (_, index) => (index > 90 ? wild(index) : curve(index)));
  expect(Math.log10(estimates(updates).steepest!)).toBeCloseTo(-3, 0);
});

test('a fall that is less than from one batch to the next may be chance, and is told', () => {
  const noisy = (height: number) =>
    Array.from({ length: 100 }, (_, index): RatedLoss => {
      const { rate, smoothed } = curve(index);
      return { rate, smoothed: smoothed * height, loss: smoothed * height + (index % 2) * 0.1 };
    });
  const told = (height: number): string => {
    const updates = noisy(height);
    return rateTable({ phase: 'main', updates, diverged: false, ...estimates(updates) }, 'rates.svg');
  };
  expect(descentOf(noisy(1)).fall).toBeCloseTo(1, 1);
  expect(descentOf(noisy(1)).scatter).toBeCloseTo(0.1, 2);
  expect(told(1)).not.toContain('chance');
  expect(told(0.05)).toMatch(
    /chance {4}the loss falls by 0\.0\d+ in all, less than from one batch to the next \(0\.1\d*\)/,
  );
});

test('a loss that only rises has no estimates', () => {
  const updates = Array.from({ length: 100 }, (_, index) => ({ ...curve(index), smoothed: index }));
  expect(estimates(updates)).toEqual({});
});

test('the picture has both, and is known again', () => {
  const updates = Array.from({ length: 100 }, (_, index) => curve(index));
  const picture = drawRange('Net <b>', { phase: 'main', updates, diverged: true, ...estimates(updates) });
  expect(picture).toContain('Net &lt;b&gt;');
  expect(picture).toMatch(/steepest descent \d\.\de-\d/);
  expect(picture).toMatch(/a tenth of the minimum \d\.\de-\d/);
  expect(picture).not.toContain('NaN');
  expect(isRangePicture(picture.slice(0, 1024))).toBe(true);
  expect(isRangePicture('<svg xmlns="http://www.w3.org/2000/svg"><style></style>')).toBe(false);
});
