import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../../../compiler/compile.ts';
import type { Tensor } from '../../../../compiler/graph/graph.ts';
import { layout } from '../../../../compiler/targets/svg/layout.ts';
import { makeDiagram } from '../../../../compiler/targets/svg/make-diagram.ts';
import { Source } from '../../../../grammar/source.ts';
import { draws, sample } from '../../../support/sample.ts';
import { checkScene } from './checks.ts';
import { inception, resNet34, uNet } from './networks.ts';
import { Sketch } from './sketch.ts';

const shipped = readdirSync('examples')
  .filter((name) => name.endsWith('.cnn'))
  .flatMap((name) => compile(new Source(name, readFileSync(`examples/${name}`, 'utf8'))).value.models);

describe('the layout of a picture', () => {
  it.each(sample(shipped, 6))(
    'of the example $name overlaps nowhere and shows every layer once',
    async (graph) => {
      await checkScene(graph);
    },
  );

  it.each([resNet34(), inception(), uNet()])(
    'of $name overlaps nowhere and shows every layer once',
    async (graph) => {
      await checkScene(graph);
    },
  );

  it('is the same each time', async () => {
    for (const make of [inception, uNet]) {
      expect(await layout(makeDiagram(make()))).toEqual(await layout(makeDiagram(make())));
    }
  });

  it('keeps the main way straight, and skips beside it', async () => {
    const { arrows, boxes } = await checkScene(uNet());
    const middle = ({ x, width }: { readonly x: number; readonly width: number }) =>
      Math.round(x + width / 2);
    const merges = boxes.filter(({ rows }) => rows[0]?.kind === 'Concatenate').map(middle);
    expect(new Set([...merges, middle(boxes[0]!)]).size).toBe(1);
    const skips = arrows.filter(({ points }) => points.length > 2);
    expect(skips).toHaveLength(4);
  });

  it('holds for any graph in any groups', async () => {
    const step = fc.record({
      kind: fc.constantFrom('Conv2D', 'ReLU', 'Add', 'Concatenate', 'Flatten', 'BatchNormalization'),
      group: fc.constantFrom('', '', 'a.', 'a.b.', 'c.', 'c[1].', 'c[2].d.'),
      from: fc.tuple(fc.nat(3), fc.nat(6), fc.nat(50)),
    });
    const property = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 24 }), async (steps) => {
      const g = new Sketch('Any');
      const made: Tensor<number>[] = [g.input('x', 8, 8, 3)];
      for (const [i, { kind, group, from }] of steps.entries()) {
        const back = (distance: number) => made[Math.max(made.length - 1 - distance, 0)]!;
        const inputs = /Add|Concat/.test(kind) ? from.map(back) : [back(from[0])];
        const params = kind === 'Conv2D' ? { filters: 3, kernel_size: [3, 3], strides: [1, 1] } : {};
        made.push(g.layer(`${group}${kind.toLowerCase()}_${i}`, kind, [...new Set(inputs)], params));
      }
      g.head('y', made.at(-1)!);
      if (steps.length % 3 === 0) g.head('z', made[steps.length >> 1]!);
      await checkScene(g.graph());
    });
    await fc.assert(property, draws(12, 400));
  });
});
