import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type BoundModule, scopeAt, symbolAt } from '../../../compiler/bind/bound-module.ts';
import { bindModule } from '../../../compiler/bind/bind-module.ts';
import { originOf } from '../../../compiler/bind/bound-symbol.ts';
import { librarySource } from '../../../compiler/library/library.ts';
import { parse } from '../../../grammar/parse.ts';
import { Source } from '../../../grammar/source.ts';
import type { Import, Module } from '../../../grammar/ast.ts';

const modules = new Map<string, Module>();

function moduleOf({ path }: Import): Module | undefined {
  const source = librarySource(path.value);
  if (source === undefined) return undefined;
  const known = modules.get(path.value) ?? parse(source).value;
  modules.set(path.value, known);
  return known;
}

const bind = (text: string): BoundModule => bindModule(parse(new Source('test.cnn', text)).value, moduleOf);

/** What the name at `|` is: its kind, and where it is declared. */
function meaningAt(marked: string): string | undefined {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const symbol = symbolAt(bind(text), offset);
  const [span] = symbol?.spans ?? [];
  if (symbol === undefined || span === undefined) return undefined;
  return `${symbol.kind} ${symbol.name} in line ${span.source.position(span.start).line + 1}`;
}

const net = (statements: string, before = ''): string =>
  `${before}\nmodel M(n = 3) {\n  input x: float32[8, 8, n]\n${statements}\n}`;

test.each([
  ['a parameter', net('Conv2D(|n, 3)'), 'parameter n in line 2'],
  ['a value of the module, from below too', net('Conv2D(|k, 3)') + '\nlet k = 3', 'value k in line 6'],
  ['a value of a body', net('let k = 3\nConv2D(|k, 3)'), 'value k in line 4'],
  ['the variable of a loop', net('for f in [1, 2] {\nConv2D(|f, 3) }'), 'loop variable f in line 4'],
  ['the index of a loop', net('repeat 2 as i { "c{|i}": Conv2D(2, 3) }'), 'loop variable i in line 4'],
  ['a symbolic size', 'model M { input x: float32[?h, |h, 3] Flatten }', 'size h in line 1'],
  ['an alias', net('|C(3)', 'layer C = Conv2D(kernel_size=3)'), 'layer C in line 1'],
  ['a block', net('|B(3)', 'block B(m) { Conv2D(m, 1) }'), 'block B in line 1'],
  ['a parameter where it is given', net('B(|m=3)', 'block B(m) { Conv2D(m, 1) }'), 'parameter m in line 1'],
  [
    'of an alias of the block',
    net('C(|m=3)', 'layer C = B\nblock B(m) { Conv2D(m, 1) }'),
    'parameter m in line 2',
  ],
  [
    'an input that is given',
    net('a: Relu\nB(|y=a)', 'block B { input x: [?h, ?w, ?c] input y: [?h, ?w, ?c] Add(with=y) }'),
    'input y in line 1',
  ],
  ['a label', net('a: Conv2D(2, 3)\nfrom |a'), 'label a in line 4'],
  ['a label from below', net('repeat 2 as i { if i > 0 { from |a } a: Conv2D(2, 3) }'), 'label a in line 4'],
  ['a label in a list', net('a: Relu\nAdd(with=[x, |a])'), 'label a in line 4'],
  ['an input', net('a: Relu\nAdd(with=[|x, a])'), 'input x in line 3'],
  ['a label within a group', net('g: {\na: Conv2D(2, 3) }\nfrom g.|a'), 'label a in line 5'],
  ['a label around a group', net('a: Relu\ng: { Add(with=|a) }'), 'label a in line 4'],
  ['a label within a block', net('b: B\nfrom b.|a', 'block B { a: Relu }'), 'label a in line 1'],
  ['a name shorter than an interpolated label', net('repeat 2 as i { "aa{i}a": Relu }\nfrom |aa'), undefined],
  ['one that begins otherwise', net('repeat 2 as i { "c{i}d": Relu }\nfrom |b1d'), undefined],
  ['one that ends otherwise', net('repeat 2 as i { "c{i}d": Relu }\nfrom |c1e'), undefined],
  ['an interpolated label', net('repeat 2 as i { "c{i}": Relu }\nfrom |c1'), 'label c{i} in line 4'],
  ['what is reused', net('t: B\nu: reuse |t', 'block B { a: Relu }'), 'label t in line 4'],
  [
    'a label within what is reused',
    net('t: B\nu: reuse t\nfrom u.|a', 'block B { a: Relu }'),
    'label a in line 1',
  ],
  ['in a block that nothing applies', 'block B(n) { Conv2D(|n, 3) }', 'parameter n in line 1'],
  ['in a branch that nothing takes', net('if false { Conv2D(|n, 3) }'), 'parameter n in line 2'],
  ['a set of weights', net('W(weights=|a)', 'model W { weights a = "b.h5" }'), 'weight set a in line 1'],
  [
    'a value of the name of a set',
    net('W(weights=|a)', 'let a = none model W { weights a = "b.h5" }'),
    'value a in line 1',
  ],
  ['in the address of weights', 'model M(k) { weights a = "https://x/{|k}.h5" }', 'parameter k in line 1'],
  ['a word that an interpolated label may be', net('"{n}": Relu\nActivation(|relu)'), undefined],
  ['a value that stands below', net('Conv2D(|k, 3)\nlet k = 3'), undefined],
  ['a value, not a label of the same name', net('n: Conv2D(|n, 3)'), 'parameter n in line 2'],
])('%s', (_, marked, meaning) => {
  expect(meaningAt(marked)).toBe(meaning);
});

const training = (members: string): string => `import { Xception } from "cnn:applications"
model M { input image: float32[8, 8, 3] base: Xception(include_top=false) Flatten output species: Dense(2) }
data D { source = shapes(count=9, size=8) field photo: uint8[8, 8, 3] field kind: class[2]
  prepare photo { Rescaling(1/255) } }
train M on D { ${members} }`;

test.each([
  ['a head', 'objective |species { loss = mse }', 'output species in line 2'],
  ['a field', 'objective species { target = |kind }', 'field kind in line 3'],
  ['an input', 'input |image = photo', 'input image in line 2'],
  ['the field of an input', 'input image = |photo', 'field photo in line 3'],
  ['what is frozen', 'phase p { freeze |base }', 'label base in line 2'],
  ['the indices of what is frozen', 'phase p { freeze |base.layers[..56] }', 'label base in line 2'],
])('%s, named in a train block', (_, members, meaning) => {
  expect(meaningAt(training(members))).toBe(meaning);
});

test('an imported name is what it is in the other module', () => {
  const { symbols } = bind(training('phase p { freeze base.block1_conv1 }'));
  const imported = symbols.find(({ name }) => name === 'Xception');
  const origin = imported && originOf(imported);
  expect(imported?.kind).toBe('import');
  expect(origin).toMatchObject({ kind: 'model', name: 'Xception' });
  expect(origin?.spans[0]?.source.name).toMatch(/^cnn:/);
});

test('a label within an imported model is found there', () => {
  const { references } = bind(training('phase p { freeze base.block1_conv1 }'));
  const label = references.find(({ name }) => name === 'block1_conv1');
  expect(label?.symbol).toMatchObject({ kind: 'label', name: 'block1_conv1' });
});

test('labels of two models are not one', () => {
  const { symbols, uses } = bind(
    'model A { input x: float32[4] a: Relu from a Relu } model B { input x: float32[4] a: Relu }',
  );
  const labels = symbols.filter(({ kind }) => kind === 'label');
  expect(labels.map((label) => uses.get(label)?.length ?? 0)).toEqual([1, 0]);
});

test('a label that stands in two branches is one', () => {
  const { symbols } = bind(net('if n > 2 { a: Relu } else { a: Elu }\nfrom a'));
  expect(symbols.filter(({ kind }) => kind === 'label').map(({ spans }) => spans.length)).toEqual([2]);
});

test('what has a name already keeps it', () => {
  const { symbols } = bind(net('let n = 4\nConv2D(n, 3)'));
  const [parameter, value] = symbols.filter(({ name }) => name === 'n');
  expect(value?.clash).toBe(parameter);
});

test('a size that stands twice with its mark is declared once', () => {
  const { symbols } = bind('block B { input x: [?h, 3] input y: [?h, 3] Add(with=y) }');
  const [first, second] = symbols.filter(({ kind }) => kind === 'size');
  expect(second?.clash).toBe(first);
});

test.each([
  ['a field', 'data D { field y: class[2] field y: class[3] }'],
  ['a phase', 'train M on D { phase p { } phase p { } }'],
  ['a weight set', 'model M { weights w = "a" weights w = "b" }'],
])('%s whose name is taken is another symbol', (_, text) => {
  const [second] = bind(text).symbols.filter(({ clash }) => clash !== undefined);
  expect(second?.clash?.name).toBe(second?.name);
});

test('an alias of itself has nothing inside', () => {
  const { symbols } = bind('layer A = B\nlayer B = A\nmodel M { input x: float32[4] a: A from a.b }');
  expect(symbols.find(({ name }) => name === 'A')?.inside?.()).toBeUndefined();
});

test('what is done again within itself has nothing inside', () => {
  const { symbols } = bind(net('a: reuse a\nb: reuse c.d\nc: reuse b\nfrom a.b\nfrom c.x\nlet n = 1'));
  for (const label of symbols.filter(({ kind }) => kind === 'label'))
    expect(label.inside?.()).toBeUndefined();
});

test('the names in scope at a place, the innermost first', () => {
  const text = net('for f in [1] {\nlet k = 2\nConv2D(k, f)\n}\n', 'let top = 1');
  const names: string[] = [];
  for (
    let scope = scopeAt(bind(text), text.indexOf('Conv2D')) as ReturnType<typeof scopeAt> | undefined;
    scope !== undefined;
    scope = scope.parent
  ) {
    names.push([...scope.symbols].map(({ name }) => name).join(' '));
  }
  expect(names).toEqual(['f k', '', 'n', 'top M']);
});

const examples = readdirSync(new URL('../../../examples/', import.meta.url)).filter((name) =>
  name.endsWith('.cnn'),
);
const read = (name: string): string =>
  readFileSync(new URL(`../../../examples/${name}`, import.meta.url), 'utf8');

test.each(examples)('every name of %s is bound', (name) => {
  const { references } = bind(read(name));
  const open = references.filter(
    ({ role, symbol }) => symbol === undefined && ['label', 'head', 'field', 'input', 'data'].includes(role),
  );
  expect(open.map((reference) => reference.name)).toEqual([]);
});

test('a text that is cut off anywhere is bound', () => {
  const text = read('flower_locator.cnn');
  for (let end = 0; end < text.length; end += 23) {
    const { references, symbols } = bind(text.slice(0, end));
    for (const { span } of references) expect(span.end).toBeLessThanOrEqual(end);
    for (const { spans } of symbols) expect(spans.length).toBeGreaterThan(0);
  }
});
