import { expect, test } from 'vitest';
import { expectedAt } from '../../../../compiler/bind/expected/expected-at.ts';
import type { Called, Slot, ValueOf } from '../../../../compiler/bind/expected/slot.ts';
import { atMark } from '../../completion/mark.ts';

const called = ({ name, symbol, slot }: Called): string =>
  `${symbol?.kind ?? 'word'} ${name}${slot.type === 'value' ? ` (${valueOf(slot.of)})` : ''}`;

function valueOf(of: ValueOf): string {
  switch (of.type) {
    case 'key':
      return `${of.section} ${of.key}`;
    case 'argument':
      return `${called(of.call)} ${of.name ?? of.position}`;
    case 'size':
      return `size of ${of.name}`;
    case 'parameter':
    case 'any':
      return of.type;
  }
}

const names = (symbols: readonly { readonly name: string }[]): string =>
  symbols.map(({ name }) => name).join(' ');

function written(slot: Slot): string {
  switch (slot.type) {
    case 'statement':
      return [slot.isParallel ? 'branch' : 'statement', ...slot.words].join(' ');
    case 'callee':
      return `callee of ${slot.of}`;
    case 'key':
      return `key of ${slot.section}: ${slot.given.join(' ')}`;
    case 'argument':
      return `argument ${slot.position} of ${called(slot.call)}: ${slot.given.join(' ')}`;
    case 'value':
      return `value of ${valueOf(slot.of)}`;
    case 'label':
      return `label: ${names(slot.symbols)}`;
    case 'name':
      return `${slot.of}: ${names(slot.symbols)}`;
    case 'type':
      return `type of ${slot.of}`;
    case 'word':
      return `word ${slot.words.join(' ')}`;
    case 'nothing':
    case 'item':
    case 'file':
      return slot.type;
  }
}

const merge = 'block B(n = 3) { input x: [?a] input y: [?a] Add(with=y) }\n';
const base =
  'block B { c: Dense(3) }\nmodel M { input x: float32[3] input z: float32[3] base: B output a: Dense(3) }\n';
const data = 'data D { field a: class[3] field z: float32[3] }\n';

test.each([
  ['▮', 'item'],
  ['let a = 3\n▮', 'item'],
  ['import { A } ▮', 'word from'],
  ['import { DepthPool, ▮ } from "cnn:layers"', 'import: SqueezeExcite DropPath'],
  ['import { A } from "▮', 'file'],
  ['let ▮', 'nothing'],
  ['layer C = ▮', 'callee of alias'],
  ['block B(n, m = ▮', 'value of parameter'],
  ['model M { ▮', 'statement'],
  ['model M { x: ▮\n Dense(3) }', 'callee of label'],
  ['model M { output x: ▮', 'callee of output'],
  ['model M { parallel ▮', 'callee of merge'],
  ['model M { parallel Add { ▮', 'branch'],
  ['model M { input x: ▮', 'type of input'],
  ['model M { input x: float32[▮', 'value of size of float32'],
  ['model M { input x: float32[?▮', 'nothing'],
  ['model M { if n > 1 { } ▮', 'statement else'],
  ['model M { if n > 1 { Dense(▮) } }', 'argument 0 of word Dense: '],
  ['model M { residual { } ▮', 'statement skip'],
  ['model M { repeat 3 ▮', 'word as and or'],
  ['model M { let a = if b ▮', 'word and or then'],
  ['block Unused { if 1 > 2 { Conv2D(3, 3, padding=▮', 'value of word Conv2D padding'],
  ['model M { Conv2D(3, strides=[1, ▮', 'value of word Conv2D strides'],
  ['model M { Conv2D(3, strides=if a then ▮', 'value of word Conv2D strides'],
  ['model M { Conv2D(3, strides=if ▮', 'value of any'],
  ['model M { Conv2D(3, ▮, padding=same) }', 'argument 1 of word Conv2D: padding'],
  ['model M { Dense(3, kernel_regularizer=L2(▮))', 'argument 0 of word L2 (word Dense kernel_regularizer): '],
  [`${merge}model M { q: Dense(3) B(▮, n=3) }`, 'argument 0 of block B: n'],
  [`${merge}model M { q: Dense(3) B(y=▮) }`, 'label: q'],
  ['model M { q: Dense(3) r: Dense(3) Add(with=[q, ▮', 'label: q r'],
  ['model M { q: { r: Dense(3) } from q.▮', 'label: r'],
  ['block B { q: Dense(3) repeat 2 { reuse ▮ } }', 'label: q'],
  ['import { ResNet50 } from "cnn:applications"\nmodel M { ResNet50(weights=▮) }', 'weight set: imagenet'],
  ['model M(n) { weights w = "w.h5" { md5 = "" ▮', 'key of weights: md5'],
  ['data D { ▮ seed = 3 }', 'key of data: seed'],
  ['data D { field b: box[▮', 'value of size of box'],
  ['data D { field a: class[3] prepare ▮', 'field: a'],
  ['data D { augment { RandomFlip ▮', 'callee of augment'],
  ['data D { split { train = ▮', 'value of split train'],
  [`${base}train ▮`, 'model: M'],
  [`import { Far } from "far.cnn"\n${base}${data}train ▮`, 'model: Far M'],
  [`import { SqueezeExcite } from "cnn:layers"\n${base}train ▮`, 'model: M'],
  [`${base}${data}train M on ▮`, 'data: D'],
  [`${base}${data}train M on D { batch = 3 ▮`, 'key of train: batch'],
  [`${base}${data}train M on D { input ▮`, 'input: x z'],
  [`${base}${data}train M on D { input x = ▮`, 'field: a z'],
  [`${base}${data}train M on D { objective ▮`, 'head: a'],
  [`${base}${data}train M on D { objective a { target = ▮`, 'field: a z'],
  [`${base}${data}train M on D { objective a { metrics = [accuracy, ▮`, 'value of objective metrics'],
  [`${base}${data}train M on D { objective a { loss = 0.5 * ▮`, 'value of objective loss'],
  [`${base}${data}train M on D { phase p { freeze base.▮`, 'label: c'],
  [
    `${base}${data}train M on D { phase p { epochs = 3 optimizer = SGD(▮`,
    'argument 0 of word SGD (phase optimizer): ',
  ],
  ['# ▮', 'nothing'],
  ['model M { "b▮', 'nothing'],
  ['model M { repeat 2 as i { "b{▮', 'value of any'],
])('%s', (marked, expected) => {
  expect(written(expectedAt(...atMark(marked)).slot)).toBe(expected);
});

test('names are those in scope, once they are declared', () => {
  const marked = 'let k = 3\nblock B(n) { let a = 1 repeat 2 as i { Dense(▮) } let b = 2 }';
  expect(names(expectedAt(...atMark(marked)).symbols)).toBe('i a n k B');
});

test('the parameters of a block whose text ends in them are known by those behind them', () => {
  expect(names(expectedAt(...atMark('let k = 3\nblock B(n, m = 2, l = ▮')).symbols)).toBe('n m k');
  expect(names(expectedAt(...atMark('let k = 3\nblock B(n, m = ▮) { }')).symbols)).toBe('n k B');
});
