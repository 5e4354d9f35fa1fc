import { describe, expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import { resolvePath } from '../../../compiler/expand/import-modules.ts';
import { Source } from '../../../grammar/source.ts';

const shared = `
let width = 8
layer Conv = Conv2D(width, padding=same)
block Unit(n) { repeat n { Conv(3) } }
model Base { input x: float32[8, 8, 3] Unit(1) }
data Digits { source = idx("x") }
`;

const files: Readonly<Record<string, string>> = {
  'nets/shared.cnn': shared,
  'nets/deep/again.cnn': 'import { Unit } from "../shared.cnn" block Twice { Unit(1) Unit(1) }',
  'nets/a.cnn': 'import { B } from "b.cnn" block A { B }',
  'nets/b.cnn': 'import { A } from "./a.cnn" block B { ReLU }',
  'nets/itself.cnn': 'import { It } from "itself.cnn" block It { ReLU }',
  'nets/broken.cnn': 'block Broken { Conv2D(3, 3, stride=2) }\nlet x =',
  'nets/notes.txt': 'block Notes { ReLU }',
};

const read: string[] = [];

function check(text: string) {
  read.length = 0;
  const load = (path: string) => {
    read.push(path);
    return Object.hasOwn(files, path) ? new Source(path, files[path] ?? '') : undefined;
  };
  const { value, diagnostics } = compile(new Source('nets/main.cnn', text), { load });
  return {
    layers: value.models.map(({ written }) => written.map(({ path }) => path)),
    said: diagnostics.map(({ code, span, message }) => `${span?.source.name ?? ''} ${code} ${message}`),
  };
}

describe('imports', () => {
  test('blocks, models, layers and values, under their own or another name', () => {
    const { layers, said } = check(`
      import { Unit as Part, Base, Conv, width } from "shared.cnn"
      import { Twice } from "./deep/again.cnn"
      model M { input x: float32[8, 8, 3] Part(2) Twice Conv(1) from x Base Dense(width) Flatten }`);
    expect(said.filter((text) => !/CNN210|CNN227/.test(text))).toEqual([]);
    expect(layers).toEqual([
      [
        'unit.conv2d',
        'unit.conv2d_1',
        'twice.unit.conv2d',
        'twice.unit_1.conv2d',
        'conv2d',
        'base.unit.conv2d',
        'dense',
        'flatten',
      ],
    ]);
    expect(read).toEqual(['nets/shared.cnn', 'nets/deep/again.cnn']);
  });

  test('the library that ships with the compiler', () => {
    const { layers, said } = check(`
      import { DepthPool, SqueezeExcite } from "cnn:layers"
      model M { input x: float32[8, 8, 32] SqueezeExcite DepthPool(pool_size=4) }`);
    expect(said).toEqual([]);
    expect(layers[0]?.slice(-2)).toEqual(['depth_pool.reshape', 'depth_pool.reduce_max']);
  });

  test.each([
    ['import { A } from "none.cnn"', 'CNN145 there is no file `nets/none.cnn` that can be read'],
    ['import { A } from "notes.txt"', 'CNN145 only .cnn files are imported, not `nets/notes.txt`'],
    ['import { A } from "cnn:layrs"', 'CNN145 there is no library `cnn:layrs`'],
    ['import { A } from "cnn:applications"', 'CNN146 `cnn:applications` declares no `A`'],
    ['import { Unit as A, Unti } from "shared.cnn"', 'CNN146 `shared.cnn` declares no `Unti`'],
    ['import { Digits as A } from "shared.cnn"', 'CNN146 `shared.cnn` declares no `Digits`'],
  ])('%s is told at its place', (text, message) => {
    const { said } = check(`${text} model M { input x: float32[8, 8, 3] A(3) }`);
    expect(said.filter((line) => !line.includes('CNN131') && !line.includes('CNN138'))).toEqual([
      `nets/main.cnn ${message}`,
    ]);
  });

  test('files that import one another', () => {
    expect(check('import { A } from "a.cnn" model M { input x: float32[8] A }').said).toEqual([
      'nets/b.cnn CNN144 these files import one another: nets/a.cnn → nets/b.cnn → nets/a.cnn',
    ]);
    expect(check('import { It } from "itself.cnn" model M { input x: float32[8] It }').said).toEqual([
      'nets/itself.cnn CNN144 these files import one another: nets/itself.cnn → nets/itself.cnn',
    ]);
  });

  test('mistakes in an imported file are told there, and only once', () => {
    const { said } = check(
      'import { Broken, Gone } from "broken.cnn" model M { input x: float32[8, 8, 3] Broken Gone }',
    );
    expect(said.every((line) => line.startsWith('nets/broken.cnn'))).toBe(true);
    expect(said.filter((line) => line.includes('CNN107')).length).toBe(1);
  });

  test('an imported name is used, and is not taken', () => {
    expect(
      check('import { Unit, Conv } from "shared.cnn" block Unit { ReLU } layer Conv = Dense').said,
    ).toEqual([
      'nets/main.cnn CNN131 the import `Unit` is never used',
      'nets/main.cnn CNN131 the import `Conv` is never used',
      'nets/main.cnn CNN105 `Unit` is already a block',
      'nets/main.cnn CNN105 `Conv` is already a layer',
    ]);
  });

  test('a file cannot be imported where none can be read', () => {
    const { diagnostics } = compile(
      new Source('x.cnn', 'import { A } from "y.cnn" model M { input x: float32[8] A }'),
    );
    expect(diagnostics.map(({ code }) => code)).toEqual(['CNN145']);
  });

  test('paths are seen from the file that names them', () => {
    expect(resolvePath('a/b.cnn', '../c/./d.cnn')).toBe('c/d.cnn');
    expect(resolvePath('b.cnn', '../d.cnn')).toBe('../d.cnn');
    expect(resolvePath('a/b.cnn', '../../../d.cnn')).toBe('../../d.cnn');
    expect(resolvePath('/a/b.cnn', '/d.cnn')).toBe('/d.cnn');
    expect(resolvePath('/a/b.cnn', './d.cnn')).toBe('/a/d.cnn');
  });
});

test('imports of imports are followed so far and no further', () => {
  const load = (path: string) => {
    const number = Number(/\d+/.exec(path)?.[0]);
    return new Source(
      path,
      `import { B${number + 1} } from "f${number + 1}.cnn" block B${number} { B${number + 1} }`,
    );
  };
  const { diagnostics } = compile(new Source('f0.cnn', 'import { B1 } from "f1.cnn" block B0 { B1 }'), {
    load,
  });
  expect(diagnostics.map(({ code }) => code)).toContain('CNN129');
});

describe('what is imported is bounded', () => {
  const imported = (count: number, text: (i: number) => string) => {
    const names = Array.from({ length: count }, (_, i) => `import { B${i} } from "f${i}.cnn"`).join('\n');
    const applied = Array.from({ length: count }, (_, i) => `B${i}`).join('\n');
    const main = `${names}\nmodel M { input x: float32[8] ${applied} }`;
    const load = (path: string) => new Source(path, text(Number(/\d+/.exec(path)?.[0])));
    return compile(new Source('main.cnn', main), { load }).diagnostics.map(({ message }) => message);
  };
  const block = (i: number): string => `block B${i} { Dense(8) }`;

  test('in files', () => {
    expect(imported(1000, block)).toEqual([]);
    expect(imported(1002, block)).toEqual(['there are too many imported files: more than 1,000']);
  });

  test('in characters', () => {
    const long = (i: number): string => `${block(i)} # ${'x'.repeat(500_000)}`;
    expect(imported(3, long)).toEqual([]);
    expect(imported(5, long)).toEqual(['the imported files have too many characters: more than 1,048,576']);
  });
});
