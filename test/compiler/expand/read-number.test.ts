import { describe, expect, it } from 'vitest';
import { compileText, reportOf } from '../../support/compile-text.ts';

const told = (body: string): string[] =>
  reportOf(compileText(`model M { input x: float32[8] ${body} Dense(4) }`).diagnostics);

describe('numbers at the edges of what holds them', () => {
  it.each([
    ['Rescaling(1e308)', ['CNN164 `scale` is 1e+308, which is infinity as a float32']],
    ['Rescaling(-1e39)', ['CNN164 `scale` is -1e+39, which is infinity as a float32']],
    ['LayerNormalization(epsilon=1e-320)', ['CNN164 `epsilon` is 1e-320, which is 0 as a float32']],
    ['Rescaling(3.4e38)', []],
    ['Rescaling(0)', []],
  ])('%s as a float32', (body, messages) => {
    expect(told(body)).toEqual(messages);
  });

  it.each([
    ['9007199254740992', 'must be below 2⁵³, but is 9007199254740992'],
    ['-9007199254740992', 'must be above −2⁵³, but is -9007199254740992'],
  ])('%s as a whole number is told with the bound that it breaks', (number, message) => {
    expect(told(`Dropout(0.5) Dense(${number})`)).toEqual([`CNN113 \`units\` ${message}`]);
  });
});
