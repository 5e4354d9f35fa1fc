import { expect, it } from 'vitest';
import { rateAt } from '../../../../compiler/catalogue/schedules/rate-at.ts';
import type { SchedulePlace } from '../../../../compiler/catalogue/schedules/schedule-place.ts';
import { defaultsOf } from '../../../../compiler/catalogue/parameters/defaults-of.ts';
import type { LayerParams } from '../../../../compiler/catalogue/parameters/parameters.ts';
import { type ScheduleKind, schedules } from '../../../../compiler/catalogue/schedules/registry.ts';
import { golden, type Arguments } from '../../../laws/optimizers/golden.ts';
import { testSpan } from '../../../support/span.ts';

/*
 * Rates are those of keras.optimizers.schedules and torch.optim.lr_scheduler.OneCycleLR, and after epochs those of Keras's callback
 * ReduceLROnPlateau: test/golden/make_optimizers.py.
 */

const place: SchedulePlace = { perEpoch: 10, epochs: 4, measured: { values: [], better: 'less' } };

function scheduleOf(kind: string, given: Arguments) {
  const { boundaries } = given;
  const lengths = Array.isArray(boundaries) ? { boundaries: { kind: 'lengths', items: boundaries } } : {};
  const params = { ...defaultsOf(schedules[kind as ScheduleKind].params), ...given, ...lengths };
  return { kind, params: params as LayerParams, span: testSpan };
}

it.each(golden.schedules.map((each) => [each.kind, each] as const))('%s', (_kind, each) => {
  const schedule = scheduleOf(each.kind, each.arguments);
  each.rates.forEach((rate, step) =>
    expect(rateAt(schedule, step, place), String(step)).toBeCloseTo(rate, 6),
  );
});

it.each(golden.plateaus.map((each) => [JSON.stringify(each.arguments), each] as const))(
  'ReduceLROnPlateau %s',
  (_arguments, { arguments: given, values, rates }) => {
    const schedule = scheduleOf('ReduceLROnPlateau', { initial_learning_rate: 0.5, ...given });
    rates.forEach((rate, epoch) => {
      const measured = { values: values.slice(0, epoch), better: 'less' } as const;
      expect(rateAt(schedule, 10 * epoch, { ...place, measured }), String(epoch)).toBeCloseTo(rate, 6);
    });
  },
);

it('begins with a warm-up from nothing where no target says otherwise', () => {
  const schedule = scheduleOf('ExponentialDecay', {
    initial_learning_rate: 0.4,
    decay_steps: 10,
    decay_rate: 0.5,
    warmup_steps: 4,
  });
  expect([0, 1, 2, 4, 14].map((step) => rateAt(schedule, step, place))).toEqual([0, 0.1, 0.2, 0.4, 0.2]);
});
