import { expect, test } from 'vitest';
import type { Hint } from '../../../compiler/hints/hint.ts';
import { compileText } from '../../support/compile-text.ts';

/** Hints of steps, or of blocks and models, as `the line it ends in, without blanks → hint`. */
function hintsIn(text: string, what: 'steps' | 'heads'): string[] {
  const { value } = compileText(text);
  const { source } = value.syntax;
  const line = ({ span }: Hint): string => source.line(source.position(span.end).line).trim();
  const isHead = ({ text: hint }: Hint): boolean => hint.includes('parameters');
  return value.hints
    .filter((hint) => isHead(hint) === (what === 'heads'))
    .map((hint) => `${line(hint)} → ${hint.text}`);
}

const unit = `
  block Unit(filters, strides = 1) {
    let twice = filters * 2
    input x: [?h, ?w, ?c]
    Conv2D(filters, 3, strides=strides, padding=same)
  }`;

test('each statement of a block has its shapes and values, round by round, equal ones folded', () => {
  const model = `model M {
    input x: float32[32, 32, 3]
    repeat 2 { Unit(8) }
    for f in [8, 16, 24, 32] {
      Unit(f, strides=2)
    }
    Flatten
    output y: Dense(10)
  }`;
  expect(hintsIn(`${unit}\n${model}`, 'steps')).toEqual([
    'let twice = filters * 2 → 16 ×3, 32, 48, … 6 in all',
    'input x: [?h, ?w, ?c] → 32×32×3, 32×32×8 ×2, 16×16×8, … 6 in all',
    'Conv2D(filters, 3, strides=strides, padding=same) → 32×32×8 ×2, 16×16×8, 8×8×16, … 6 in all',
    'repeat 2 { Unit(8) } → 32×32×8 ×2',
    'Unit(f, strides=2) → 16×16×8, 8×8×16, 4×4×24, … 4 in all',
    'Flatten → 128',
    'output y: Dense(10) → 10',
  ]);
});

test('what stands behind a mistake has no hint; what stands before it keeps its own', () => {
  const model = `model M {
    input x: float32[32, 32, 3]
    Conv2D(8, 3)
    Dnse(10)
    Conv2D(8, 3)
  }`;
  expect(hintsIn(model, 'steps')).toEqual(['Conv2D(8, 3) → 30×30×8']);
});

test('symbolic sizes stand as formulas', () => {
  const model = `model M {
    input x: float32[?h, ?w, 3]
    Conv2D(8, 3, strides=2, padding=same)
  }`;
  expect(hintsIn(model, 'steps')).toEqual([
    'input x: float32[?h, ?w, 3] → h×w×3',
    'Conv2D(8, 3, strides=2, padding=same) → ⌈h/2⌉×⌈w/2⌉×8',
  ]);
});

test('a block has what its applications cost, by the formula (k·k·in + 1)·out', () => {
  const inModel = (body: string): string => `${unit}\nmodel M { input x: float32[4, 4, 8] ${body} }`;
  const alike = 'block Unit(filters, strides = 1) { → 584 parameters, 9,216 multiply-adds, 2 times';
  expect(hintsIn(inModel('repeat 2 { Unit(8) }'), 'heads')[0]).toBe(alike);
  const different = 'block Unit(filters, strides = 1) { → 584 to 1,168 parameters, 2 times';
  expect(hintsIn(inModel('Unit(8) Unit(16)'), 'heads')[0]).toBe(different);
  expect(hintsIn(inModel('Flatten Dense(2)'), 'heads')).toEqual([
    'model M { input x: float32[4, 4, 8] Flatten Dense(2) } → 258 parameters, 256 multiply-adds',
  ]);
});
