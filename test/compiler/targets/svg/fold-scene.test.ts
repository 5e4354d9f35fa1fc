import { runInNewContext, Script } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldableOf, foldScene } from '../../../../compiler/targets/svg/fold-scene.ts';
import { emitPage } from '../../../../compiler/targets/svg/emit-svg.ts';
import { layout } from '../../../../compiler/targets/svg/layout.ts';
import { makeDiagram } from '../../../../compiler/targets/svg/make-diagram.ts';
import { inception, resNet34, uNet } from './networks.ts';
import { draws } from '../../../support/sample.ts';

const scenes = await Promise.all(
  [resNet34(), inception(), uNet()].map((graph) => layout(makeDiagram(graph))),
);

describe('folding', () => {
  it('changes nothing where nothing is folded', () => {
    for (const scene of scenes) {
      const { height, frames, solids, arrows } = foldScene(foldableOf(scene), []);
      expect(height).toBe(scene.height);
      expect(frames).toEqual(scene.frames.map(({ y, height }) => ({ y, height })));
      expect(solids.map((solid) => solid?.y)).toEqual(foldableOf(scene).solids.map(({ y }) => y));
      expect(arrows).toEqual(scene.arrows.map(({ points }) => points));
    }
  });

  it('folds a group to its strip, hides what is in it, and ends arrows at its border', () => {
    const scene = scenes[0]!;
    const [first] = scene.frames;
    const folded = foldScene(foldableOf(scene), [first!.id]);
    expect(folded.frames[0]).toEqual({ y: first!.y, height: 30 });
    expect(folded.height).toBeCloseTo(scene.height - first!.height + 30);
    const hidden = foldableOf(scene).solids.filter((_, i) => folded.solids[i] === null);
    expect(hidden.every(({ within }) => within.includes(first!.id))).toBe(true);
    expect(hidden).toHaveLength(6);
    const ends = folded.arrows.map((points) => points?.at(-1)?.y);
    expect(ends.filter((y) => y === first!.y)).toHaveLength(1);
    const starts = folded.arrows.map((points) => points?.[0]?.y);
    expect(starts.filter((y) => y === first!.y + 30)).toHaveLength(2);
  });

  it('keeps order and lets nothing overlap, whatever is folded', () => {
    fc.assert(
      fc.property(fc.constantFrom(...scenes), fc.infiniteStream(fc.boolean()), (scene, dice) => {
        const foldable = foldableOf(scene);
        const closed = foldable.frames.filter(() => [...dice.take(1)][0]).map(({ id }) => id);
        const { height, frames, solids } = foldScene(foldable, closed);
        expect(height).toBeLessThanOrEqual(scene.height);
        const places = [
          ...solids.map(
            (place, i) =>
              place && { y: place.y, end: place.y + foldable.solids[i]!.height, was: foldable.solids[i]! },
          ),
          ...frames.map(
            (place, i) =>
              place &&
              closed.includes(foldable.frames[i]!.id) && {
                y: place.y,
                end: place.y + place.height,
                was: foldable.frames[i]!,
              },
          ),
        ].filter((place) => place !== null && place !== false);
        for (const one of places) {
          for (const other of places) {
            if (one.was.y + one.was.height <= other.was.y)
              expect(one.end).toBeLessThanOrEqual(other.y + 0.01);
          }
        }
      }),
      draws(30, 300),
    );
  });
});

describe('the page', () => {
  it('holds the picture and its scene, runs as it stands, and loads nothing', async () => {
    const page = await emitPage(resNet34());
    const [, data = '', script = ''] =
      /id="scene">(.*?)<\/script>\n<script>\n([^]*?)<\/script>/.exec(page) ?? [];
    expect(JSON.parse(data)).toEqual(foldableOf(scenes[0]!));
    expect(() => new Script(script)).not.toThrow();
    const pure = script.slice(0, script.indexOf('const scene ='));
    const fold = runInNewContext(`${pure}; foldScene`, {}) as typeof foldScene;
    const ids = scenes[0]!.frames.map(({ id }) => id);
    const folded = fold(JSON.parse(data) as Parameters<typeof foldScene>[0], ids);
    expect(JSON.stringify(folded)).toBe(JSON.stringify(foldScene(foldableOf(scenes[0]!), ids)));
    expect(page).toContain("default-src 'none'");
    expect(page.match(/https?:[^"' ]*/g)).toEqual(['http://www.w3.org/2000/svg']);
  });

  it('has an element for each part of the scene, in its order', async () => {
    const page = await emitPage(resNet34());
    const count = (pattern: RegExp) => (page.match(pattern) ?? []).length;
    const { frames, labels, boxes, pills, arrows } = scenes[0]!;
    expect([count(/class="frame"/g), count(/class="group"/g)]).toEqual([frames.length, frames.length]);
    expect(count(/class="arrow"/g)).toBe(arrows.length);
    const solids = [...page.matchAll(/class="(shape|box|input|output)"/g)].map(([, name]) => name);
    expect(solids.slice(0, labels.length + boxes.length)).toEqual([
      ...labels.map(() => 'shape'),
      ...boxes.map(() => 'box'),
    ]);
    expect(solids.slice(labels.length + boxes.length)).toEqual(pills.map(({ role }) => role));
  });
});
