import { expect } from 'vitest';
import type { Graph } from '../../../../compiler/graph/graph.ts';
import { layout } from '../../../../compiler/targets/svg/layout.ts';
import { makeDiagram } from '../../../../compiler/targets/svg/make-diagram.ts';
import { countWidth, frozenWidth, rowTextWidth } from '../../../../compiler/targets/svg/measure.ts';
import { metrics, type Rectangle, type Scene } from '../../../../compiler/targets/svg/scene.ts';

const overlap = (a: Rectangle, b: Rectangle): boolean =>
  a.x < b.x + b.width - 0.01 &&
  b.x < a.x + a.width - 0.01 &&
  a.y < b.y + b.height - 0.01 &&
  b.y < a.y + a.height - 0.01;

const inside = (inner: Rectangle, outer: Rectangle): boolean =>
  inner.x >= outer.x - 0.01 &&
  inner.y >= outer.y - 0.01 &&
  inner.x + inner.width <= outer.x + outer.width + 0.01 &&
  inner.y + inner.height <= outer.y + outer.height + 0.01;

/** Lays out a graph and checks what holds for every picture; the scene. */
export async function checkScene(graph: Graph): Promise<Scene> {
  const scene = await layout(makeDiagram(graph));
  checkLayers(graph, scene);
  checkPlaces(scene);
  checkTexts(scene);
  checkArrows(scene);
  return scene;
}

function checkLayers(graph: Graph, { boxes, pills }: Scene): void {
  const drawn = boxes.flatMap(({ rows }) => rows.flatMap(({ paths }) => paths));
  expect(drawn.toSorted()).toEqual(graph.layers.map(({ path }) => path).toSorted());
  const ends = [...graph.inputs, ...graph.heads].map(({ name }) => name);
  expect(pills.map(({ name }) => name).toSorted()).toEqual(ends.toSorted());
}

/** Nothing overlaps; what is in a group is drawn in its frame, and what is not stays out. */
function checkPlaces(scene: Scene): void {
  const solid = [...scene.boxes, ...scene.pills.map((pill) => ({ ...pill, within: [] as string[] }))];
  const page = { x: 0, y: metrics.header, width: scene.width, height: scene.height - metrics.header };
  const misplaced = solid.filter(
    (one, i) =>
      !inside(one, page) ||
      solid.slice(i + 1).some((other) => overlap(one, other)) ||
      scene.labels.some((label) => overlap(one, label)) ||
      scene.frames.some((frame) =>
        one.within.includes(frame.id) ? !inside(one, frame) : overlap(one, frame),
      ),
  );
  expect(misplaced).toEqual([]);
  const { labels } = scene;
  expect(labels.filter((label, i) => labels.slice(i + 1).some((other) => overlap(label, other)))).toEqual([]);
}

function checkTexts({ boxes, frames, arrows }: Scene): void {
  for (const { rows, width, count } of boxes) {
    for (const [i, row] of rows.entries()) {
      const taken = (row.frozen ? frozenWidth : 0) + (i === 0 ? countWidth(count) : 0);
      expect(rowTextWidth(row) + taken).toBeLessThanOrEqual(width - metrics.rowPadding);
    }
  }
  for (const { y, titleX, titleWidth, countRight, x, width, count } of frames) {
    expect(titleX).toBeGreaterThan(x);
    expect(titleX + titleWidth).toBeLessThan(x + width);
    expect(countRight).toBeLessThan(x + width);
    const title = { x: titleX, y: y + 8, width: titleWidth, height: metrics.labelSize };
    const lines = arrows.flatMap(({ points }) =>
      points.map((point, i) => [point, points[i + 1] ?? point] as const),
    );
    expect(lines.some(([from, to]) => crosses(from, to, title))).toBe(false);
    if (count > 1) expect(countRight - countWidth(count) + 8).toBeGreaterThan(titleX + titleWidth);
  }
}

/** Arrows run straight along the axes, from the bottom of one thing to the top of another, and down at their end. */
function checkArrows({ arrows, boxes, pills }: Scene): void {
  const solid = [...boxes, ...pills];
  const middle = ({ x, width }: Rectangle): number => x + width / 2;
  for (const { points } of arrows) {
    const [first, last] = [points[0]!, points.at(-1)!];
    const starts = solid.some((each) => near(middle(each), first.x) && near(each.y + each.height, first.y));
    const ends = solid.some((each) => near(middle(each), last.x) && near(each.y, last.y));
    expect([starts, ends]).toEqual([true, true]);
    for (const [i, point] of points.entries()) {
      const next = points[i + 1];
      if (next === undefined) continue;
      expect(near(point.x, next.x) || near(point.y, next.y)).toBe(true);
      expect(solid.some((each) => crosses(point, next, each))).toBe(false);
    }
  }
}

const near = (a: number, b: number): boolean => Math.abs(a - b) < 0.1;

/** Whether a line along an axis goes through the inside of a rectangle. */
function crosses(a: { x: number; y: number }, b: { x: number; y: number }, box: Rectangle): boolean {
  const line = {
    x: Math.min(a.x, b.x),
    y: Math.min(a.y, b.y),
    width: Math.abs(a.x - b.x),
    height: Math.abs(a.y - b.y),
  };
  const inner = { x: box.x + 1, y: box.y + 1, width: box.width - 2, height: box.height - 2 };
  return overlap({ ...line, width: line.width + 0.02, height: line.height + 0.02 }, inner);
}
