import { expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import { Source } from '../../../grammar/source.ts';

const files: Readonly<Record<string, string>> = {
  'shared.cnn': 'block Used { ReLU }\nblock Idle { Covn2D(3, 3) }',
};

/** The errors of a text, each with its file, and what it says to write. */
function errorsIn(text: string): readonly string[] {
  const load = (path: string) => new Source(path, files[path] ?? '');
  const { diagnostics } = compile(new Source('test.cnn', text), { load });
  return diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ code, span, fix }) => `${span?.source.name ?? ''} ${code} ${fix?.edits?.[0]?.text ?? ''}`);
}

test('a kind that there is not is told once, and without who applies what it stands in', () => {
  const { diagnostics } = compile(
    new Source(
      'test.cnn',
      'block B { Covn2D(3, 3) }\nmodel M { input x: float32[8, 8, 3] B repeat 2 { B } Flatten }',
    ),
  );
  expect(diagnostics.map(({ code, stack }) => [code, stack])).toEqual([['CNN102', undefined]]);
});

test.each([
  ['in a block that nothing applies', 'block B { Covn2D(3, 3) }', 'CNN102 Conv2D'],
  ['in an alias of a body', 'block B { layer C = Covn2D(3) C(2) }', 'CNN102 Conv2D'],
  ['what merges paths', 'block B { parallel Concatenat { path { ReLU } } }', 'CNN102 Concatenate'],
  ['an alias that stands below in the same body', 'block B { Cell(2) layer Cell = Dense }', 'CNN102 '],
  ['a block that is meant', 'block Unit { ReLU }\nblock B { Unti }', 'CNN102 Unit'],
  ['a block of the library', 'block B { DepthPool }', 'CNN147 import { DepthPool } from "cnn:layers"\n\n'],
  ['a value', 'block B(n) { n(3) }', 'CNN138 '],
  ['data', 'data D { source = shapes(9) }\nblock B { D }', 'CNN138 '],
])('%s', (_, text, told) => {
  const errors = errorsIn(`${text}\nmodel M { input x: float32[8] Dense(2) }`);
  expect(errors.filter((error) => !error.includes('CNN03'))).toEqual([`test.cnn ${told}`]);
});

test('what is being named is not what is meant', () => {
  const text = 'let size = 3\nlet siz0 = siz';
  const { diagnostics } = compile(new Source('test.cnn', `block B { ${text} Dense(size) Dense(siz0) }`));
  const [told] = diagnostics.filter(({ code }) => code === 'CNN101');
  expect(told?.fix?.edits?.map((edit) => edit.text)).toEqual(['size']);
});

test('it is told in an imported file whether or not it is applied', () => {
  const text = 'import { Used } from "shared.cnn"\nmodel M { input x: float32[8] Used }';
  expect(errorsIn(text)).toEqual(['shared.cnn CNN102 Conv2D']);
});

test('what cannot be imported is told there alone', () => {
  const text = `import { Unit, Loss, size } from "cnn:nowhere"
block B { Unit(size) Dense(size + 1) }
model M { input x: float32[8] Unit Dense(2) }`;
  expect(errorsIn(text)).toEqual(['test.cnn CNN145 ']);
});
