import { countWidth } from './measure.ts';
import { type Arrow, type Frame, metrics, type Rectangle } from './scene.ts';
import { fit, textWidth } from './text-width.ts';

const { frameTop, titleInset, labelSize } = metrics;
/** How far titles and counts keep from arrows. */
const gap = 7;

/** A title as it is drawn, and where; and where the count ends. */
export type TitlePlace = Pick<Frame, 'title' | 'titleX' | 'titleWidth' | 'countRight'>;

type Space = readonly [from: number, to: number];

const roomIn = ([from, to]: Space): number => to - from;

/**
 * A place in the strip at the top of a group where no arrow crosses title or count: for the count as far right as
 * can be, for the title as far left. A title that has no room is drawn without its arguments, or cut.
 */
export function placeTitle(
  frame: Rectangle,
  title: string,
  count: number,
  arrows: readonly Arrow[],
): TitlePlace {
  const [left, right] = [frame.x + titleInset, frame.x + frame.width - titleInset];
  const walls = [left - gap, ...arrows.flatMap((arrow) => crossings(arrow, frame)), right + gap];
  const all = spacesBetween(walls.toSorted((a, b) => a - b));
  const forCount = count === 1 ? undefined : all.findLast((space) => roomIn(space) >= countWidth(count));
  const countRight = forCount?.[1] ?? right;
  const spaces = all.map((space): Space =>
    space === forCount ? [space[0], countRight - countWidth(count)] : space,
  );
  for (const text of [title, title.replace(/\(.*/s, '')]) {
    const width = textWidth(text, labelSize);
    const space = spaces.find((each) => roomIn(each) >= width);
    if (space !== undefined) return { title: text, titleX: space[0], titleWidth: width, countRight };
  }
  const [widest = [left, left]] = spaces.toSorted((a, b) => roomIn(b) - roomIn(a));
  const cut = fit(title, roomIn(widest), labelSize);
  return { title: cut, titleX: widest[0], titleWidth: textWidth(cut, labelSize), countRight };
}

const spacesBetween = (walls: readonly number[]): readonly Space[] =>
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
