import { expect, it } from 'vitest';
import { details, shorten } from '../../../../compiler/targets/svg/label.ts';
import { fit, textWidth } from '../../../../compiler/targets/svg/text-width.ts';
import { modelOf } from '../../../support/compile-text.ts';

it('a name of 48 characters is shown whole, a longer one is cut to as many', () => {
  expect(shorten('a'.repeat(48))).toBe('a'.repeat(48));
  expect(shorten('a'.repeat(49))).toBe(`${'a'.repeat(47)}…`);
});

it('so is what a layer is given', () => {
  const { layers } = modelOf(`model M { input x: float32[8, 8, 8]
    Conv2D(64, 3, padding=same, dilation_rate=2, groups=8, activation=relu, kernel_regularizer=L1L2(0.5, 0.25))
    output y: Flatten }`);
  const told = layers.map(details);
  expect(told).toEqual([expect.stringMatching(/^64 · 3×3 · dilation 2 · groups 8 · relu/), '']);
  expect(told[0]?.length).toBeLessThanOrEqual(48);
});

it('a text is cut so that it is as long as it may be, and no wider', () => {
  const text = 'separable_convolution';
  const width = textWidth(text, 10);
  expect(fit(text, width, 10)).toBe(text);
  const cut = fit(text, width - 0.01, 10);
  expect(cut).toBe('separable_convoluti…'.slice(0, cut.length - 1) + '…');
  expect(textWidth(cut, 10)).toBeLessThanOrEqual(width - 0.01);
  expect(cut.length).toBeGreaterThanOrEqual(text.length - 1);
  expect(fit(text, 3, 10)).toBe('');
});
