import { expect, it } from 'vitest';
import { withCauses } from '../../../compiler/check/consequences.ts';
import { Program } from '../../../compiler/program/program.ts';
import { Reporter } from '../../../compiler/diagnostics/reporter.ts';
import { Source } from '../../../grammar/source.ts';
import { parse } from '../../../grammar/parse.ts';
import type { Span } from '../../../grammar/span.ts';

const source = new Source(
  'test.cnn',
  'block Unit(filters) { Conv2D(fliters, 3) }\nmodel M { input x: float32[8, 8, 3] Unit(2) Dense(2, use_bais=false) }',
);
const { value: module } = parse(source);

function at(text: string): Span {
  const start = source.text.indexOf(text);
  return { source, start, end: start + text.length };
}

it('says of what follows what it follows from, and of a mistake of its own nothing', () => {
  const reporter = new Reporter();
  reporter.report('CNN131', at('filters'), ['parameter', 'filters']);
  const edits = [{ span: at('fliters'), text: 'filters' }];
  reporter.report('CNN101', at('fliters'), ['fliters', 'filters'], { edits });
  reporter.report('CNN107', at('use_bais'), ['Dense', 'use_bais', 'use_bias']);
  const told = withCauses(module, [], reporter.diagnostics);
  expect(told.map(({ code, causedBy }) => [code, causedBy?.code])).toEqual([
    ['CNN131', 'CNN101'],
    ['CNN101', undefined],
    ['CNN107', undefined],
  ]);
});

it('decides by what messages are made from, whatever they say', () => {
  const reporter = new Reporter();
  reporter.report('CNN302', at('Unit(2)'), ['`train M`', 'lss', 'loss', undefined], {
    edits: [{ span: at('Unit'), text: 'loss' }],
  });
  reporter.report('CNN413', at('Dense'), ['the objective `y`', ['loss']]);
  reporter.report('CNN413', at('x: float'), ['the phase `loss`', ['epochs']]);
  const told = withCauses(module, [], reporter.diagnostics);
  expect(told.map(({ code, causedBy }) => [code, causedBy?.code])).toEqual([
    ['CNN413', undefined],
    ['CNN302', undefined],
    ['CNN413', 'CNN302'],
  ]);
});

it('tells nothing of what follows', () => {
  expect(new Program().update(source).diagnostics.map(({ code }) => code)).toEqual(['CNN101', 'CNN107']);
});

/** The codes of what is told of two outputs for classes that are pictures of some sizes. */
const toldOf = (second: string): readonly string[] =>
  new Program()
    .update(
      new Source(
        'test.cnn',
        `model M { input image: float32[8, 8, 1]  c: Conv2D(4, 3, padding=same)
          output a: Conv2D(4, 1)  from c  output b: ${second} }
        data D { source = shapes(count=9, size=8, channels=1, classes=4)  field shape: class[4]  prepare { Rescaling(1/255) } }
        train M on D { batch = 2
          objective a { target = shape  loss = sparse_categorical_crossentropy }
          objective b { target = shape  loss = sparse_categorical_crossentropy }
          phase p { epochs = 1  optimizer = Adam } }`,
      ),
    )
    .diagnostics.map(({ code }) => code);

it('tells once of outputs that lack the same `Flatten`, and of each of other sizes', () => {
  expect(toldOf('Conv2D(4, 1)')).toEqual(['CNN407']);
  expect(toldOf('MaxPool2D((1, 2))')).toEqual(['CNN407', 'CNN407']);
});
