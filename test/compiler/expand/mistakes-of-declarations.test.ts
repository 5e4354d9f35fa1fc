import { describe, expect, test } from 'vitest';
import { compileText } from '../../support/compile-text.ts';

/** The errors of a block, applied in several ways, in a branch that nothing takes, or not at all: each with who applied it. */
function errorsIn(body: string, use: string): readonly unknown[] {
  const text = `block Other(size, rate = 0.5) { Conv2D(size, 3) }
block B { ${body} }
model M { input x: float32[32, 32, 8] ${use} Flatten }`;
  const { diagnostics } = compileText(text);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  return errors.map(({ code, stack }) => [code, stack?.map(({ text }) => text)]);
}

const uses = ['B B repeat 2 { B }', 'if 1 > 2 { B }', ''];

describe.each([
  ['CNN101', 'Conv2D(fliters, 3)'],
  ['CNN107', 'Conv2D(8, 3, paddin=same)'],
  ['CNN107', 'Other(8, rat=0.1)'],
  ['CNN108', 'Conv2D(8)'],
  ['CNN108', 'Other(rate=0.1)'],
  ['CNN109', 'Conv2D(8, 3, filters=8)'],
  ['CNN109', 'Other(8, size=8)'],
  ['CNN110', 'Conv2D(filters=8, 3)'],
  ['CNN110', 'Other(rate=0.1, 8)'],
  ['CNN111', 'GlobalAveragePooling2D(3)'],
  ['CNN111', 'Other(8, 0.1, 3)'],
])('%s of %s', (code, body) => {
  test.each(uses)('is told once, and names nobody who applies it: %s', (use) => {
    expect(errorsIn(body, use)).toEqual([[code, undefined]]);
  });
});

test('a word that came by a parameter is told with where that was given', () => {
  const { diagnostics } = compileText(
    'block B(n) { Conv2D(n + 1, 3) }\nmodel M { input x: float32[32, 32, 8] B(same) Flatten }',
  );
  expect(diagnostics.map(({ code, stack }) => [code, stack?.at(-1)?.text])).toEqual([['CNN101', 'B(same)']]);
});

test.each([
  ['ResNet50(weights=imagenet, include_top=false)', []],
  ['ResNet50(weights=imagenat, include_top=false)', ['CNN440']],
])('weights of a model in a block that nothing applies: %s', (call, codes) => {
  const { diagnostics } = compileText(
    `import { ResNet50 } from "cnn:applications"
block B { ${call} }
model M { input x: float32[32, 32, 3] Flatten Dense(3) }`,
  );
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  expect(errors.map(({ code }) => code)).toEqual(codes);
});
