import type { FoundBox, ImageBoxes, TrueBox } from './boxes.ts';
import { boxesByCategory } from './boxes.ts';
import { pixelOverlap } from './box-overlap.ts';

/** Average precisions of Pascal VOC at an overlap of a half, means over the categories; undefined where there is nothing to find. */
export interface VocPrecision {
  /** VOC 2007: the mean of the best precision at a recall of at least 0, 0.1, … 1. */
  readonly elevenPoints: number | undefined;
  /** VOC 2010 and later: the area under the best precision at each recall or more. */
  readonly allPoints: number | undefined;
}

const leastOverlap = 0.5;

/** After so many found boxes, the surest first: how many of the true ones are among them, and how many are wrong. */
interface Step {
  readonly right: number;
  readonly wrong: number;
}

/**
 * Pascal VOC's average precisions, those of its development kit (`VOCevaldet.m`): a found box belongs to the true one that it
 * overlaps most; the surest is right, others of the same are wrong; those of a true box that is hard to see do not count. Boxes are
 * measured as areas, not as whole pixels that count both ends.
 */
export function vocPrecision(truths: readonly TrueBox[], found: readonly FoundBox[]): VocPrecision {
  const figures = boxesByCategory(truths, found).flatMap((images) => {
    const count = images.flatMap((image) => image.truths).filter(({ ignored }) => ignored !== true).length;
    return count === 0 ? [] : [precisions(stepsOf(images), count)];
  });
  return {
    elevenPoints: mean(figures.map(({ eleven }) => eleven)),
    allPoints: mean(figures.map(({ all }) => all)),
  };
}

function stepsOf(images: readonly ImageBoxes[]): readonly Step[] {
  const judged = images.flatMap(judge).sort((a, b) => b.score - a.score);
  let [right, wrong] = [0, 0];
  return judged.map(({ isRight }) => {
    if (isRight) right++;
    else wrong++;
    return { right, wrong };
  });
}

/** What was found in an image and counts, the surest first. */
function judge({
  truths,
  found,
}: ImageBoxes): readonly { readonly score: number; readonly isRight: boolean }[] {
  const taken = new Set<TrueBox>();
  return found.flatMap(({ box, score }) => {
    let best: TrueBox | undefined;
    let most = -Infinity;
    for (const truth of truths) {
      const overlap = pixelOverlap(box, truth.box);
      if (overlap > most) [best, most] = [truth, overlap];
    }
    const isFound = best !== undefined && most >= leastOverlap;
    if (best === undefined || !isFound) return [{ score, isRight: false }];
    if (best.ignored === true) return [];
    const isRight = !taken.has(best);
    taken.add(best);
    return [{ score, isRight }];
  });
}

/** By whole numbers, so that a recall of just 3 of 10 is one of at least 0.3. */
function precisions(
  steps: readonly Step[],
  count: number,
): { readonly eleven: number; readonly all: number } {
  const best: number[] = steps.map(({ right, wrong }) => right / (right + wrong));
  for (let index = best.length - 2; index >= 0; index--)
    best[index] = Math.max(best[index] ?? 0, best[index + 1] ?? 0);
  let eleven = 0;
  for (let tenth = 0, at = 0; tenth <= 10; tenth++) {
    while (at < steps.length && 10 * (steps[at]?.right ?? 0) < tenth * count) at++;
    eleven += (best[at] ?? 0) / 11;
  }
  let all = 0;
  for (const [index, { right }] of steps.entries())
    if (right > (steps[index - 1]?.right ?? 0)) all += (best[index] ?? 0) / count;
  return { eleven, all };
}

const mean = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, each) => sum + each, 0) / values.length;
