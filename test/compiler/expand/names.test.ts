import { expect, it } from 'vitest';
import { Names } from '../../../compiler/expand/names.ts';
import { Source } from '../../../grammar/source.ts';

const at = (start: number) => ({ source: new Source('a.cnn', 'model'), start, end: start + 1 });

it('layers are counted by kind, past the labels that look like them', () => {
  const names = new Names('stem.');
  expect(names.label('conv2d_1', at(3), false)).toBe('stem.conv2d_1');
  expect([1, 2, 3].map(() => names.automatic('Conv2D'))).toEqual([
    'stem.conv2d',
    'stem.conv2d_2',
    'stem.conv2d_3',
  ]);
});

it.each(['conv2d', 'conv2d_1'])('a label cannot be what a layer goes by already: %s', (text) => {
  const names = new Names();
  for (const _ of [1, 2]) names.automatic('Conv2D');
  expect(names.label(text, at(4), false)).toEqual({ clash: at(4) });
});

it.each(['conv2d_2', 'conv2d_01', 'conv2d_0', 'conv2d_', '_1'])('other labels can: %s', (text) => {
  const names = new Names();
  for (const _ of [1, 2]) names.automatic('Conv2D');
  expect(names.label(text, at(4), false)).toBe(text);
  expect(names.label(text, at(5), false)).toEqual({ clash: at(4) });
});
