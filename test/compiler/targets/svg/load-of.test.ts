import { expect, it } from 'vitest';
import { compile } from '../../../../compiler/compile.ts';
import { loadOf } from '../../../../compiler/targets/svg/load-of.ts';
import { makeDiagram } from '../../../../compiler/targets/svg/make-diagram.ts';
import { Source } from '../../../../grammar/source.ts';

const load = (body: string): ReturnType<typeof loadOf>[] =>
  compile(new Source('net.cnn', `model Net { input x: float32[8] ${body} }`)).value.models.map((graph) =>
    loadOf(makeDiagram(graph)),
  );

it('counts boxes, and the rows of boxes that arrows pass by', () => {
  expect(load('Dense(8)')).toEqual([{ boxes: 3, passes: 0 }]);
  // x stands in row 0, the layers in rows 1 and 2: x passes by one of them on its way to `Add`.
  expect(load('Dense(8) Add(with=x)')).toEqual([{ boxes: 4, passes: 1 }]);
  expect(load('Dense(8) Dense(7) Dense(8) Add(with=x)')).toEqual([{ boxes: 6, passes: 3 }]);
});
