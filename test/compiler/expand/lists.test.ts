import { describe, expect, test } from 'vitest';
import { compileText, modelOf, reportOf } from '../../support/compile-text.ts';

/** The sizes of the Dense layers that a loop over a list makes. */
const made = (list: string, body = 'Dense(x)', target = 'x'): unknown[] =>
  modelOf(`model M { input a: float32[2] for ${target} in ${list} { ${body} } }`).layers.map(
    ({ shape }) => shape[0],
  );

const told = (list: string): string[] =>
  reportOf(
    compileText(`model M { input a: float32[2] for x in ${list} { Dense(len(x)) } Dense(1) }`).diagnostics,
  );

describe('lists', () => {
  test('join and repeat', () => {
    expect(made('[6]*3 + [2]*2')).toEqual([6, 6, 6, 2, 2]);
    expect(made('2 * [3, 4]')).toEqual([3, 4, 3, 4]);
    expect(made('[5] + [7] * 0 + [] * 1000000000000')).toEqual([5]);
  });

  test('give their items in pairs', () => {
    expect(made('pairwise([1] + [2] * 2 + [4])', 'Dense(10 * before + now)', '(before, now)')).toEqual([
      12, 22, 24,
    ]);
    expect(made('pairwise([1]) + [3]')).toEqual([3]);
  });

  test.each([
    ['[1] * 2.5', 'CNN119 `*` cannot be applied to the list [1] and 2.5'],
    ['[1] * -1', 'CNN119 `*` cannot be applied to the list [1] and -1'],
    ['[1] * [2]', 'CNN119 `*` cannot be applied to the list [1] and the list [2]'],
    ['[1] - [2]', 'CNN119 `-` cannot be applied to the list [1] and the list [2]'],
    ['pairwise(3)', 'CNN123 `pairwise` takes a list, but gets 3'],
    ['pairwise([1], [2])', 'CNN123 `pairwise` takes one list, but gets 2 arguments'],
  ])('refuse %s', (list, message) => {
    expect(told(list)).toEqual([message]);
  });

  test.each(['[1] * 100000', '[1, 2] * 1e12', '[[1] * 90000] * 90000', 'pairwise([1] * 90000)'])(
    'are bounded: %s',
    (list) => {
      const before = process.cpuUsage();
      const [message, ...others] = told(list);
      expect(message).toMatch(/too long/);
      expect(others).toEqual([]);
      expect(process.cpuUsage(before).user).toBeLessThan(6e6);
    },
  );
});
