import { expect, it } from 'vitest';
import { Program } from '../../../compiler/program/program.ts';
import { Source } from '../../../grammar/source.ts';

/** The fixes that are told of a model of these statements. */
const fixes = (statements: string): readonly (string | undefined)[] =>
  new Program()
    .update(new Source('m.cnn', `model M { input x: float32[8, 8, 3]  ${statements} }`))
    .diagnostics.map(({ fix }) => fix?.title);

it('words a projection as the block around it does', () => {
  expect(fixes('residual { Conv2D(8, 1, use_bias=false) BatchNormalization }')).toEqual([
    'project the skip: `skip { Conv2D(8, kernel_size=1, use_bias=false)  BatchNormalization }`',
  ]);
});

it('leaves a fix that is an edit of its own, where a projection would do as well', () => {
  expect(fixes('residual { Conv2D(8, 5) }')).toEqual(['write `padding=same` in `Conv2D(8, 5)`']);
});
