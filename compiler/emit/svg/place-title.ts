import { type Arrow, metrics, type Rectangle } from './scene.ts';

const { frameTop, titleInset } = metrics;
/** How far titles and counts keep from arrows. */
const gap = 7;

/** Where the title of a group begins, and where its count ends. */
export interface TitlePlace {
  readonly titleX: number;
  readonly countRight: number;
}

/**
 * A place in the strip at the top of a group where no arrow crosses title or count: for the title as far left as can
 * be, for the count as far right. Where there is none, the arrow goes behind it.
 */
export function placeTitle(
  frame: Rectangle,
  title: number,
  count: number,
  arrows: readonly Arrow[],
): TitlePlace {
  const [left, right] = [frame.x + titleInset, frame.x + frame.width - titleInset];
  const walls = [left - gap, ...arrows.flatMap((arrow) => crossings(arrow, frame)), right + gap];
  const spaces = spacesBetween(walls.toSorted((a, b) => a - b));
  const space = spaces.find(([from, to]) => to - from >= title);
  const titleX = space?.[0] ?? left;
  const free = spaces.map(([from, to]) =>
    from === titleX ? ([from + title + gap, to] as const) : ([from, to] as const),
  );
  return { titleX, countRight: free.findLast(([from, to]) => to - from >= count)?.[1] ?? right };
}

const spacesBetween = (walls: readonly number[]): readonly (readonly [number, number])[] =>
  walls.slice(1).map((wall, i) => [(walls[i] ?? 0) + gap, wall - gap]);

/** Where an arrow goes through the strip at the top of a group. */
function crossings({ points }: Arrow, { x, y, width }: Rectangle): readonly number[] {
  return points.flatMap((point, i) => {
    const next = points[i + 1];
    if (next === undefined || Math.max(point.y, next.y) < y || Math.min(point.y, next.y) > y + frameTop)
      return [];
    return [point.x, next.x].filter((at) => at > x && at < x + width);
  });
}
