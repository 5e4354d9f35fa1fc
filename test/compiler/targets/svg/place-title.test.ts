import { expect, test } from 'vitest';
import { placeTitle } from '../../../../compiler/targets/svg/place-title.ts';
import { fit, textWidth } from '../../../../compiler/targets/svg/text-width.ts';

test('a title without room loses its arguments, and is then cut to the widest space', () => {
  const frame = { x: 0, y: 0, width: 150, height: 80 };
  const wide = placeTitle(frame, 'Unit(64, strides=2, activation=relu)', 1, []);
  expect(wide.title).toBe('Unit');
  const narrow = placeTitle({ ...frame, width: 60 }, 'ResidualUnit(64)', 1, []);
  expect(narrow.title).toMatch(/^Re\w*…$/);
  expect(narrow.titleWidth).toBeLessThanOrEqual(60);
});

test('a text is cut so that it fits, down to nothing', () => {
  expect(fit('short', 100, 11)).toBe('short');
  const cut = fit('a long title', 30, 11);
  expect(cut).toMatch(/^a.*…$/);
  expect(textWidth(cut, 11)).toBeLessThanOrEqual(30);
  expect(fit('anything', 3, 11)).toBe('');
});
