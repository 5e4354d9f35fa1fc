import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { renderAll } from '../../compiler/diagnostics/render.ts';
import { codesOf, compileText } from '../support/compile-text.ts';
import { draws } from '../support/sample.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const texts = [
  ...['fashion_mnist', 'shapes', 'arithmetic'].map((name) => read(`examples/${name}.cnn`)),
  ...['expressions', 'parameters', 'shapes', 'bodies', 'data', 'training'].map((name) =>
    read(`test/cases/${name}.cnn`),
  ),
].map((text) => text.replace(/repeat \d{4,}/g, 'repeat 40'));

/** A text cut into words, marks and blanks. */
const piecesOf = (text: string): string[] => text.match(/\w+|\s+|[^\w\s]/g) ?? [];

const mutated = fc
  .record({
    text: fc.constantFrom(...texts),
    edits: fc.array(
      fc.record({ at: fc.nat(), kind: fc.constantFrom('drop', 'double', 'swap', 'take'), from: fc.nat() }),
      {
        minLength: 1,
        maxLength: 6,
      },
    ),
  })
  .map(({ text, edits }) => {
    const pieces = piecesOf(text);
    for (const { at, kind, from } of edits) {
      const index = at % pieces.length;
      const other = from % pieces.length;
      const [here = '', there = ''] = [pieces[index], pieces[other]];
      if (kind === 'drop') pieces[index] = '';
      if (kind === 'double') pieces[index] = `${here} ${here}`;
      if (kind === 'take') pieces[index] = there;
      if (kind === 'swap') [pieces[index], pieces[other]] = [there, here];
    }
    return pieces.join('');
  });

describe('a mistake is a diagnostic, never an exception', () => {
  test('in texts with words dropped, doubled and exchanged', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        const { diagnostics } = compileText(text);
        for (const { span, message, fix } of diagnostics) {
          expect(message).not.toMatch(/undefined|NaN|\[object/);
          expect(span === undefined || (span.start <= span.end && span.end <= text.length)).toBe(true);
          for (const { span: place } of fix?.edits ?? []) expect(place.start).toBeLessThanOrEqual(place.end);
        }
        expect(renderAll(diagnostics)).toBe(renderAll(compileText(text).diagnostics));
      }),
      draws(50, 1500),
    );
  });
});

describe('a fix that can be made by machine is one', () => {
  const inModel = (layer: string): string =>
    `model M {\n  input image: float32[28, 28, 3]\n  ${layer}\n  Flatten\n}\n`;

  test.each([
    ['Conv2D(64, 7, stride=2)', 'Conv2D(64, 7, strides=2)'],
    ['Conv2D(64, 7, padding="same")', 'Conv2D(64, 7, padding=same)'],
    ['Conv2D(64, 7, padding=smae)', 'Conv2D(64, 7, padding=same)'],
    ['Conv2D(64 / 3, 7)', 'Conv2D(64 // 3, 7)'],
    ['Conv2d(64, 7)', 'Conv2D(64, 7)'],
    ['Conv3D(64, 7)', undefined],
    ['Cnv2D(64, 7)', 'Conv2D(64, 7)'],
    ['Conv2D(64, 7, 1, same, 1)', 'Conv2D(64, 7, 1, same, dilation_rate=1)'],
    ['Conv2D(64, 7, input_shape=[28, 28, 3])', 'Conv2D(64, 7)'],
    ['Conv2D(input_shape=[28, 28, 3], filters=64, kernel_size=7)', 'Conv2D(filters=64, kernel_size=7)'],
    ['Reshape([none, 28, 84])', 'Reshape([28, 84])'],
  ])('%s → %s', (wrong, right) => {
    const text = inModel(wrong);
    const [first] = compileText(text).diagnostics;
    const edits = first?.fix?.edits;
    if (right === undefined) return expect(edits).toBeUndefined();
    const fixed = (edits ?? [])
      .toSorted((a, b) => b.span.start - a.span.start)
      .reduce((whole, { span, text: put }) => whole.slice(0, span.start) + put + whole.slice(span.end), text);
    expect(fixed).toBe(inModel(right));
    expect(codesOf(fixed)).toEqual([]);
  });
});

test('a part at fault leaves the others', () => {
  const { value } = compileText(`${texts[0] ?? ''} model Broken { input x: float32[3] Dnse(3) }`);
  expect(value.models.map(({ name }) => name)).toEqual(['FashionCnn']);
  expect(value.trains.map(({ spec }) => spec.name)).toEqual(['FashionCnn']);
});

test('diagnostics come in the order of the text, once each', () => {
  const { diagnostics } = compileText(read('test/cases/parameters.cnn'));
  const starts = diagnostics.map(({ span }) => span?.start ?? -1);
  expect(starts).toEqual(starts.toSorted((a, b) => a - b));
  const keys = diagnostics.map(({ code, span }) => `${code} ${span?.start ?? -1} ${span?.end ?? -1}`);
  expect(new Set(keys).size).toBe(keys.length);
});
