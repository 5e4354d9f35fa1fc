import { expect, it } from 'vitest';
import { Calibration } from '../../../runtime/metrics/calibration.ts';

// By equations 2 and 3 of Guo et al. 2017, with 15 bins.
it('a calibration compares confidence with how often it was right', () => {
  const calibration = new Calibration();
  for (const [confidence, isRight] of [
    [0.95, true],
    [0.97, false],
    [0.5, true],
    [0.5, true],
  ] as const)
    calibration.add(confidence, isRight);
  expect(calibration.error()).toBeCloseTo((2 / 4) * Math.abs(0.96 - 0.5) + (2 / 4) * 0.5, 12);
  expect(calibration.bins().filter(({ count }) => count > 0)).toHaveLength(2);
});
