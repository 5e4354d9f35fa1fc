import { expect, it } from 'vitest';
import { measureNames } from '../../../compiler/train/measure-names.ts';

const shown = (...outputs: readonly string[]): readonly string[] => [...measureNames(outputs).values()];

it('names a single head’s measures by themselves, also beside a loss of its own', () => {
  expect(shown('loss', 'box/iou')).toEqual(['loss', 'iou']);
  expect(shown('loss', 'loss/box', 'box/iou')).toEqual(['loss', 'loss', 'iou']);
});

it('names those of several heads by head and measure', () => {
  expect(shown('loss', 'loss/a', 'loss/b', 'a/mae')).toEqual(['loss', 'a_loss', 'b_loss', 'a_mae']);
});
