import { peakOf, largestBatchOf, stepWithin } from '../../../../compiler/lower/phase-plan.ts';
import { describe, expect, test } from 'vitest';
import type { OpNode } from '../../../../compiler/ir/ir.ts';
import type { PhasePlan } from '../../../../compiler/lower/phase-plan.ts';
import { peakAt, plan } from '../../../../compiler/passes/plan.ts';
import { forwardSteps } from '../../../../compiler/passes/recompute/forward-steps.ts';
import { recompute, repeatedMacs } from '../../../../compiler/passes/recompute/recompute.ts';
import { cheapestWithin, smallest } from '../../../../compiler/passes/recompute/rematerialize.ts';
import { compileText } from '../../../support/compile-text.ts';
import { resnet152 } from '../../../support/resnet152.ts';
import { phaseOf } from './steps.ts';

const batch = 16;

/** Peak and repeated multiply-adds of every way to drop ops, of those that the backward pass depends on. */
function everyWay({ programs }: PhasePlan): readonly { readonly peak: number; readonly macs: number }[] {
  const ops = forwardSteps(plan(programs.step, programs.variables), batch).flatMap((step) => step.ops);
  return Array.from({ length: 2 ** ops.length }, (_, bits) => {
    const dropped = new Set<OpNode>(ops.filter((_, index) => (bits >> index) & 1));
    const step = recompute(programs.step, dropped);
    return { peak: peakAt(plan(step, programs.variables), batch).bytes, macs: repeatedMacs(step, batch) };
  });
}

const wish = ({ programs }: PhasePlan) => ({
  batch,
  planOf: (program: typeof programs.step) => plan(program, programs.variables),
});

const conv = (filters: number): string => `Conv2D(${filters}, 3, padding=same, use_bias=false)`;

const chains: Readonly<Record<string, string>> = {
  even: `${`${conv(2)} ReLU `.repeat(4)} GlobalAveragePooling2D`,
  narrowing: `${conv(8)} ReLU MaxPool2D ${conv(8)} ReLU MaxPool2D ${conv(4)} ReLU GlobalAveragePooling2D`,
  normalised: `${`${conv(3)} BatchNormalization ReLU `.repeat(2)} ${conv(3)} GlobalAveragePooling2D`,
};

const residuals: Readonly<Record<string, string>> = {
  'one unit': `${conv(3)} residual { ${conv(3)} ReLU ${conv(3)} } ReLU ${conv(3)} ReLU GlobalAveragePooling2D`,
  'two units': `${conv(2)} residual { ${conv(2)} ReLU } residual { ${conv(2)} ReLU } ${conv(2)} GlobalAveragePooling2D`,
};

/** For each net the peak of the smallest step, and the repeated multiply-adds within some budgets, beside the best ones. */
function compared(body: string) {
  const phase = phaseOf(body, `batch = ${batch}`);
  const { step } = phase.programs;
  const ways = everyWay(phase);
  const least = Math.min(...ways.map(({ peak }) => peak));
  const whole = ways[0]?.peak ?? 0;
  const budgets = [0, 0.1, 0.3, 0.5, 0.7, 0.9].map((share) => least + share * (whole - least));
  return {
    peak: { found: smallest(step, wish(phase)).peak, best: least },
    macs: budgets.map((budget) => {
      const found = cheapestWithin(step, budget, wish(phase));
      expect(found?.peak).toBeLessThanOrEqual(budget);
      const fitting = ways.filter(({ peak }) => peak <= budget);
      return { found: found?.macs ?? Infinity, best: Math.min(...fitting.map(({ macs }) => macs)) };
    }),
  };
}

describe('against every way to drop', () => {
  test.each(Object.entries(chains))('a chain is made as small, and as cheap: %s', (_name, body) => {
    const { peak, macs } = compared(body);
    expect(peak.found).toBe(peak.best);
    for (const { found, best } of macs) expect(found).toBe(best);
  });

  test.each(Object.entries(residuals))(
    'a residual net is made as small, for a convolution more: %s',
    (_name, body) => {
      const { peak, macs } = compared(body);
      expect(peak.found).toBe(peak.best);
      for (const { found, best } of macs) expect(found - best).toBeLessThanOrEqual(64 * batch * 2 * 2 * 9);
    },
  );
});

describe('ResNet-152 at a batch of 32', () => {
  const phase = compileText(`${resnet152}
    data D { source = folder("x")  field label: class[1000]  prepare { Resizing(224, 224) } }
    train ResNet152 on D {
      batch = 32
      objective label { loss = sparse_categorical_crossentropy }
      phase main { epochs = 1  optimizer = SGD }
    }`).value.trains[0]?.plans[0];
  if (phase === undefined) throw new Error('no plan');
  const whole = peakOf(phase, 32).bytes;
  const forward = 32 * 11_513_626_624;

  test('in half the bytes for a third of a forward pass, planned within seconds', () => {
    const started = process.cpuUsage();
    const half = stepWithin(phase, whole / 2);
    expect(half?.peak).toBeLessThanOrEqual(whole / 2);
    expect((half?.macs ?? Infinity) / forward).toBeLessThan(0.36);
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(5000);
  });

  test('in a fifth of the bytes for less than a forward pass', () => {
    const least = smallest(phase.programs.step, { ...wish(phase), batch: 32 });
    expect(least.peak / whole).toBeLessThan(0.22);
    expect(least.macs).toBeLessThan(forward);
  });
});

describe('what a phase asks for', () => {
  const body = `${conv(4)} ReLU `.repeat(6) + 'GlobalAveragePooling2D';
  const planned = (settings: string): PhasePlan => phaseOf(body, `batch = ${batch} ${settings}`);
  const whole = peakOf(planned(''), batch).bytes;

  test.each(['', 'recompute = none', 'recompute = auto', 'memory = 1 GiB recompute = auto'])(
    'nothing is repeated: %s',
    (settings) =>
      expect([planned(settings).repeatedMacs, peakOf(planned(settings), batch).bytes]).toEqual([0, whole]),
  );

  test('auto keeps to the budget, and the largest batch is that of the smallest step', () => {
    const phase = planned(`memory = ${Math.floor(0.9 * whole) / 1000} KB recompute = auto`);
    expect(peakOf(phase, batch).bytes).toBeLessThanOrEqual(0.9 * whole);
    expect(phase.repeatedMacs).toBeGreaterThan(0);
    expect(largestBatchOf(phase, whole)).toBeGreaterThan(largestBatchOf(planned(''), whole));
  });

  test('max is the smallest whatever the budget', () => {
    const own = planned('');
    const { peak } = smallest(own.programs.step, wish(own));
    for (const settings of ['recompute = max', 'memory = 1 GiB recompute = max']) {
      expect(peakOf(planned(settings), batch).bytes).toBe(peak);
    }
    expect(peak).toBeLessThan(whole);
  });
});
