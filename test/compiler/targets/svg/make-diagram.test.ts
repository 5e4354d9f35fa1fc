import { describe, expect, it } from 'vitest';
import { type Item, leaves } from '../../../../compiler/targets/svg/diagram.ts';
import { makeDiagram } from '../../../../compiler/targets/svg/make-diagram.ts';
import { modelOf } from '../../../support/compile-text.ts';
import { inception, resNet34, uNet } from './networks.ts';
import { Sketch } from './sketch.ts';

/** A diagram in words: `Conv2D 64 · 3×3 + ReLU ×2`, groups in braces. */
const wordsOf = (items: readonly Item[]): string[] =>
  items.map((item) => {
    if (item.type === 'terminal') return `${item.role} ${item.name}`;
    const count = item.count === 1 ? '' : ` ×${item.count}`;
    if (item.type === 'group') return `${item.title} { ${wordsOf(item.items).join(', ')} }${count}`;
    return `${item.rows.map(({ kind, details }) => `${kind} ${details}`.trim()).join(' + ')}${count}`;
  });

const drawn = (body: string): string[] =>
  wordsOf(makeDiagram(modelOf(`model M { ${body} }`)).items).slice(1, -1);

describe('a diagram', () => {
  it('has the key parameters of each layer', () => {
    const body = `input x: float32[32, 32, 3]
      Conv2D(8, 7, strides=2, activation=relu) Conv2D(8, [3, 5], padding=same, use_bias=false, dilation_rate=2)
      MaxPool2D MaxPool2D(3, strides=2, padding=same) Flatten Dense(4) Reshape([2, 2, 1])`;
    expect(drawn(body)).toEqual([
      'Conv2D 8 · 7×7 / 2 · relu',
      'Conv2D 8 · 3×5 · dilation 2',
      'MaxPooling2D 2×2',
      'MaxPooling2D 3×3 / 2',
      'Flatten',
      'Dense 4',
      'Reshape 2×2×1',
    ]);
  });

  it('has the sizes of what leaves each stack, which are those of its last layer', () => {
    const { items } = makeDiagram(
      modelOf('model M { input x: float32[8, 8, 3]  Conv2D(8, 3) ReLU  MaxPool2D  Flatten  Dense(4) }'),
    );
    const shapes = leaves(items).map((leaf) => leaf.shape);
    expect(shapes.slice(0, 5)).toEqual(['8×8×3', '6×6×8', '3×3×8', '72', '4']);
  });

  it('draws light layers on what they touch up', () => {
    const body = `input x: float32[8, 8, 3]
      BatchNormalization Conv2D(8, 3) BatchNormalization ReLU Flatten Dense(4) Dropout(0.5)`;
    expect(drawn(body)).toEqual([
      'BatchNormalization',
      'Conv2D 8 · 3×3 + BatchNormalization + ReLU',
      'Flatten',
      'Dense 4 + Dropout 0.5',
    ]);
  });

  it('shows what repeats in a chain once, with a count, and what differs apart', () => {
    const body = `input x: float32[32, 32, 3]
      repeat 3 { Conv2D(8, 3, padding=same) ReLU } repeat 2 { Conv2D(4, 3, padding=same) Conv2D(8, 1) } Conv2D(8, 3)`;
    expect(drawn(body)).toEqual([
      'Conv2D 8 · 3×3 + ReLU ×3',
      ' { Conv2D 4 · 3×3, Conv2D 8 · 1×1 } ×2',
      'Conv2D 8 · 3×3',
    ]);
  });

  it('shows repeated residual units once, with their skips', () => {
    const { items, edges } = makeDiagram(resNet34());
    const counts = items.flatMap((item) => (item.type === 'group' ? [`${item.title} ${item.count}`] : []));
    expect(counts).toEqual([
      'ResidualUnit(64) 3',
      ...['ResidualUnit(128, strides=2) 1', 'ResidualUnit(128) 3', 'ResidualUnit(256, strides=2) 1'],
      ...['ResidualUnit(256) 5', 'ResidualUnit(512, strides=2) 1', 'ResidualUnit(512) 2'],
    ]);
    const ids = new Set(leaves(items).map(({ id }) => id));
    expect(edges.every(({ from, to }) => ids.has(from) && ids.has(to))).toBe(true);
    const units = leaves(items).filter((leaf) => leaf.type === 'stack' && leaf.rows[0]?.kind === 'Add');
    for (const { id } of units) expect(edges.filter(({ to }) => to === id)).toHaveLength(2);
  });

  it('keeps apart what is used in between, or has two ways in', () => {
    const g = new Sketch('M');
    const x = g.input('x', 8, 8, 4);
    const conv = { filters: 4, kernel_size: [3, 3], strides: [1, 1] };
    const first = g.layer('a', 'Conv2D', x, conv);
    const second = g.layer('b', 'Conv2D', first, conv);
    const sum = g.layer('sum', 'Add', [second, first]);
    g.head('y', g.layer('sum_1', 'Add', [sum, x]));
    expect(wordsOf(makeDiagram(g.graph()).items).slice(1, -1)).toEqual([
      'Conv2D 4 · 3×3',
      'Conv2D 4 · 3×3',
      'Add',
      'Add',
    ]);
  });

  it('keeps frozen and free copies apart', () => {
    const graph = modelOf('model M { input x: float32[8, 8, 4] repeat 3 { Conv2D(4, 1) } }');
    const { items, frozen } = makeDiagram(graph, { frozen: new Set(['conv2d']) });
    expect([wordsOf(items).slice(1, -1), frozen]).toEqual([['Conv2D 4 · 1×1', 'Conv2D 4 · 1×1 ×2'], true]);
  });

  it('names groups by their labels, and joins the names of copies', () => {
    const g = new Sketch('M');
    let x = g.input('x', 8, 8, 4);
    for (const i of [0, 1, 2]) {
      x = g.layer(`stage[${i}].unit.conv2d`, 'Conv2D', x, {
        filters: 4,
        kernel_size: [3, 3],
        strides: [1, 1],
      });
    }
    expect(wordsOf(makeDiagram(g.graph()).items).slice(1)).toEqual([
      'stage[0…2] { unit { Conv2D 4 · 3×3 } } ×3',
    ]);
  });

  it('names blocks within themselves each by its own call', () => {
    const body =
      'block B(n) { Conv2D(n, 1) if n > 1 { B(n - 1) Dropout(0.1) } } model M { input x: float32[8, 8, 4] B(2) }';
    expect(wordsOf(makeDiagram(modelOf(body)).items)[1]).toBe(
      'B(2) { Conv2D 2 · 1×1, B(1) { Conv2D 1 · 1×1 }, Dropout 0.1 }',
    );
  });

  it('says which layers use the weights of others, and freezes them together', () => {
    const body = 'a: Dense(8) Flatten reuse a output y: Dense(1)';
    const graph = modelOf(`model M { input x: float32[8] ${body} }`);
    const { items } = makeDiagram(graph, { frozen: new Set(['a']) });
    expect(wordsOf(items).slice(1, -1)).toEqual(['Dense 8', 'Flatten', 'Dense 8 · shared', 'Dense 1']);
    const rows = leaves(items).flatMap((leaf) => (leaf.type === 'stack' ? leaf.rows : []));
    expect(rows.map(({ frozen, sharesWith }) => [frozen, sharesWith])).toEqual([
      [true, undefined],
      [false, undefined],
      [true, 'a'],
      [false, undefined],
    ]);
  });

  it('has a way from every input to every output', () => {
    for (const { items, edges } of [inception(), uNet()].map((graph) => makeDiagram(graph))) {
      for (const { id, type } of leaves(items)) {
        expect(edges.some(({ from, to }) => from === id || to === id)).toBe(true);
        if (type === 'stack') expect(edges.some(({ to }) => to === id)).toBe(true);
      }
    }
  });

  it('is quick for a long chain', () => {
    const g = new Sketch('M');
    let x = g.input('x', 8, 8, 4);
    for (let i = 0; i < 3000; i++)
      x = g.layer(`conv_${i}`, 'Conv2D', x, { filters: 4 + (i % 7), kernel_size: [3, 3] });
    const started = performance.now();
    makeDiagram(g.graph());
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});
