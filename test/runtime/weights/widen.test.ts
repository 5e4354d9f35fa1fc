import { expect, it } from 'vitest';
import golden from '../../golden/float8.json' with { type: 'json' };
import { widen } from '../../../runtime/weights/widen.ts';

/** As `test/golden/make_float8.py` writes numbers that JSON has not. */
const special: Readonly<Record<string, number>> = { nan: NaN, inf: Infinity, '-inf': -Infinity, '-0.0': -0 };

it.each(['F8_E4M3', 'F8_E5M2'] as const)('%s is what PyTorch takes it for, all 256 of them', (type) => {
  const expected = golden[type].map((value) => (typeof value === 'string' ? (special[value] ?? 0) : value));
  const all = Uint8Array.from({ length: 256 }, (_, index) => index);
  expect([...widen(all, type)]).toEqual(expected);
});
