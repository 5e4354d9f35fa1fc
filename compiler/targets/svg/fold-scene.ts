import type { Arrow, Frame, Point, Rectangle, Scene } from './scene.ts';

/** What of a scene moves when groups fold; `solids` are labels, boxes and pills, in this order. */
export interface Foldable {
  readonly height: number;
  readonly frames: readonly Pick<Frame, 'id' | 'within' | keyof Rectangle>[];
  readonly solids: readonly {
    readonly y: number;
    readonly height: number;
    readonly within: readonly string[];
  }[];
  readonly arrows: readonly Arrow[];
}

/** Where things are once groups are folded; null where they are not seen. */
export interface Folded {
  readonly height: number;
  readonly frames: readonly ({ readonly y: number; readonly height: number } | null)[];
  readonly solids: readonly ({ readonly y: number } | null)[];
  readonly arrows: readonly (readonly Point[] | null)[];
}

/** What of a scene moves when groups fold. */
export function foldableOf({ height, frames, labels, boxes, pills, arrows }: Scene): Foldable {
  const solids = [...labels, ...boxes, ...pills.map((pill) => ({ ...pill, within: [] }))];
  return {
    height,
    frames: frames.map(({ id, within, x, y, width, height }) => ({ id, within, x, y, width, height })),
    solids: solids.map(({ y, height, within }) => ({ y, height, within })),
    arrows,
  };
}

/**
 * Folds groups to the strips that their titles stand in, and moves up what is below; of several arrows that then lead
 * the same way, the straightest stays. Rows of pixels in which
 * something else is to be seen stay, so that nothing comes to overlap. Pages carry the text of this function
 * with them: it uses nothing from outside itself.
 */
export function foldScene(scene: Foldable, closed: readonly string[]): Folded {
  const [strip, room] = [30, 9];
  const cover = (within: readonly string[]): string | undefined => within.find((id) => closed.includes(id));
  const isClosed = (frame: { readonly id: string }): boolean => closed.includes(frame.id);
  const frameOf = new Map(scene.frames.map((frame) => [frame.id, frame]));
  const seen = scene.frames.filter(({ within }) => cover(within) === undefined);

  const clip = ({ points, from, to }: Arrow): Point[] => {
    const [source, target] = [cover(from), cover(to)];
    if (source !== undefined && source === target) return [];
    const inside = ({ x, y }: Point, frame: Rectangle): boolean =>
      x >= frame.x && x <= frame.x + frame.width && y >= frame.y && y <= frame.y + frame.height;
    const border = (inner: Point, outer: Point, frame: Rectangle): Point => ({
      x: inner.x === outer.x ? inner.x : outer.x < frame.x ? frame.x : frame.x + frame.width,
      y: inner.y === outer.y ? inner.y : outer.y < frame.y ? frame.y : frame.y + frame.height,
    });
    const cutEnd = (line: readonly Point[], id: string | undefined): Point[] => {
      const frame = id === undefined ? undefined : frameOf.get(id);
      const at = frame === undefined ? -1 : line.findIndex((point) => inside(point, frame));
      const [inner, outer] = [line[at], line[at - 1]];
      if (frame === undefined || inner === undefined || outer === undefined) return [...line];
      return [...line.slice(0, at), border(inner, outer, frame)];
    };
    return cutEnd(cutEnd(points, target).reverse(), source).reverse();
  };
  const clipped = scene.arrows.map(clip);
  const straightest = new Map<string, readonly Point[]>();
  const wayOf = ({ points: [start], from, to }: Arrow): string | undefined => {
    const [source, target] = [cover(from), cover(to)];
    return target === undefined ? undefined : `${source ?? `${start?.x} ${start?.y}`} → ${target}`;
  };
  scene.arrows.forEach((arrow, i) => {
    const [way, points = []] = [wayOf(arrow), clipped[i]];
    const known = way === undefined ? undefined : straightest.get(way);
    if (way === undefined || points.length < 2) return;
    if (known === undefined || points.length < known.length) straightest.set(way, points);
  });
  const arrows = scene.arrows.map((arrow, i): readonly Point[] => {
    const [way, points = []] = [wayOf(arrow), clipped[i]];
    return way === undefined || straightest.get(way) === points ? points : [];
  });

  const kept: (readonly [number, number])[] = [];
  for (const { y, height, within } of scene.solids) {
    if (cover(within) === undefined) kept.push([y - room, y + height + room]);
  }
  for (const frame of seen) {
    kept.push([frame.y - room, frame.y + strip]);
    if (!isClosed(frame)) kept.push([frame.y + frame.height - room, frame.y + frame.height + room]);
  }
  for (const points of arrows) {
    points.forEach(({ y }, i) => {
      if (points[i + 1]?.y === y) kept.push([y - room, y + room]);
    });
  }
  let gaps = seen.filter(isClosed).map(({ y, height }): readonly [number, number] => [y + strip, y + height]);
  for (const [from, to] of kept) {
    gaps = gaps.flatMap(([start, end]) =>
      [[start, Math.min(end, from)] as const, [Math.max(start, to), end] as const].filter(([a, b]) => a < b),
    );
    if (gaps.length === 0) break;
  }
  gaps = gaps.toSorted((a, b) => a[0] - b[0]);
  const move = (y: number): number => {
    let [above, reached] = [0, -Infinity];
    for (const [start, end] of gaps) {
      above += Math.max(0, Math.min(y, end) - Math.max(start, reached));
      reached = Math.max(reached, end);
    }
    return y - above;
  };

  return {
    height: move(scene.height),
    frames: scene.frames.map(({ y, height, within }) =>
      cover(within) === undefined ? { y: move(y), height: move(y + height) - move(y) } : null,
    ),
    solids: scene.solids.map(({ y, within }) => (cover(within) === undefined ? { y: move(y) } : null)),
    arrows: arrows.map((points) =>
      points.length < 2 ? null : points.map(({ x, y }) => ({ x, y: move(y) })),
    ),
  };
}
