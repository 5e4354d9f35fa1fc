import { type ImageBoxes, type FoundBox, type PixelBox, type TrueBox, boxesByCategory } from './boxes.ts';
import { pixelArea, pixelOverlap } from './box-overlap.ts';

/** Average precisions of COCO; undefined where there is nothing to find. */
export interface CocoPrecision {
  /** The mean over overlaps from 0.5 to 0.95. */
  readonly ap: number | undefined;
  readonly ap50: number | undefined;
  readonly ap75: number | undefined;
  readonly small: number | undefined;
  readonly medium: number | undefined;
  readonly large: number | undefined;
}

/** What was found of a class that there is. */
export interface ClassPrecision {
  readonly category: number;
  /** How many there are to find. */
  readonly objects: number;
  readonly ap: number;
  readonly ap50: number;
}

type Range = readonly [least: number, most: number];

const ranges = {
  all: [0, 1e10],
  small: [0, 1024],
  medium: [1024, 9216],
  large: [9216, 1e10],
} as const satisfies Readonly<Record<string, Range>>;

/** NumPy’s `linspace`, to the bit: boxes overlap by just so much. */
const overlaps = Array.from({ length: 10 }, (_, index) =>
  index === 9 ? 0.95 : 0.5 + index * ((0.95 - 0.5) / 9),
);
const recalls = Array.from({ length: 101 }, (_, index) => (index === 100 ? 1 : index * 0.01));

/** A detection as one overlap judges it. */
interface Judged {
  readonly score: number;
  readonly matched: boolean;
  readonly ignored: boolean;
}

const isOutside = (area: number, [least, most]: Range): boolean => area < least || area > most;

/** Over the found box's own area where the true one is around many. */
const overlapWith = (truth: TrueBox, found: PixelBox): number =>
  pixelOverlap(found, truth.box, truth.ignored === true ? pixelArea(found) : undefined);

interface Candidate {
  readonly truth: TrueBox;
  readonly ignored: boolean;
}

/** Matches what was found in an image, best first, each with the truth that it overlaps most and that is left. */
function judge(
  found: readonly FoundBox[],
  candidates: readonly Candidate[],
  range: Range,
  overlap: number,
): readonly Judged[] {
  const taken = new Set<number>();
  return found.map(({ box, score }): Judged => {
    let best = -1;
    let most = Math.min(overlap, 1 - 1e-10);
    for (const [index, { truth, ignored }] of candidates.entries()) {
      if (taken.has(index) && truth.ignored !== true) continue;
      if (best >= 0 && candidates[best]?.ignored === false && ignored) break;
      const shared = overlapWith(truth, box);
      if (shared < most) continue;
      most = shared;
      best = index;
    }
    if (best < 0) return { score, matched: false, ignored: isOutside(pixelArea(box), range) };
    taken.add(best);
    return { score, matched: true, ignored: candidates[best]?.ignored === true };
  });
}

/** The mean precision at 101 recalls, of `count` boxes to find. */
function precisionAt(judged: readonly Judged[], count: number): number {
  const counted = [...judged].sort((a, b) => b.score - a.score);
  let [right, wrong] = [0, 0];
  const recall: number[] = [];
  const precision: number[] = [];
  for (const { matched, ignored } of counted) {
    if (!ignored && matched) right++;
    if (!ignored && !matched) wrong++;
    recall.push(right / count);
    precision.push(right / (right + wrong + Number.EPSILON));
  }
  for (let index = precision.length - 1; index > 0; index--)
    precision[index - 1] = Math.max(precision[index - 1] ?? 0, precision[index] ?? 0);
  let [sum, at] = [0, 0];
  for (const wanted of recalls) {
    while (at < recall.length && (recall[at] ?? 0) < wanted) at++;
    sum += precision[at] ?? 0;
  }
  return sum / recalls.length;
}

/** The truths of an image, those that count for a range of sizes first, and as many of the found ones as are looked at. */
function inRange({ truths, found }: ImageBoxes, range: Range, most: number) {
  const candidates = truths.map((truth): Candidate => {
    const ignored = truth.ignored === true || isOutside(truth.area ?? pixelArea(truth.box), range);
    return { truth, ignored };
  });
  candidates.sort((a, b) => Number(a.ignored) - Number(b.ignored));
  return { candidates, found: found.slice(0, most) };
}

/** The precision of a category at each of some overlaps, and of how many boxes to find; undefined where there is none. */
function categoryAt(images: readonly ImageBoxes[], range: Range, wanted: readonly number[], most: number) {
  const perImage = images.map((image) => inRange(image, range, most));
  const count = perImage.flatMap(({ candidates }) => candidates).filter(({ ignored }) => !ignored).length;
  if (count === 0) return undefined;
  const precisions = wanted.map((overlap) =>
    precisionAt(
      perImage.flatMap((each) => judge(each.found, each.candidates, range, overlap)),
      count,
    ),
  );
  return { count, precisions };
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, each) => sum + each, 0) / values.length;

/** COCO's average precisions of each class by itself, in the order of their numbers; without those of which there is nothing to find. */
export const cocoByClass = (
  truths: readonly TrueBox[],
  found: readonly FoundBox[],
  most = 100,
): readonly ClassPrecision[] =>
  boxesByCategory(truths, found).flatMap((images): readonly ClassPrecision[] => {
    const figures = categoryAt(images, ranges.all, overlaps, most);
    const [category] = images.flatMap((image) => image.truths.map((truth) => truth.category));
    if (figures === undefined || category === undefined) return [];
    const { count: objects, precisions } = figures;
    return [{ category, objects, ap: meanOf(precisions), ap50: precisions[0] ?? NaN }];
  });

/**
 * COCO's average precisions, those of pycocotools' `COCOeval` of boxes: crowds, empty images and the most detections of an image
 * (`maxDets`) included.
 */
export function cocoPrecision(
  truths: readonly TrueBox[],
  found: readonly FoundBox[],
  most = 100,
): CocoPrecision {
  const categories = boxesByCategory(truths, found);
  const mean = (range: Range, wanted: readonly number[]): number | undefined => {
    const figures = categories.flatMap((images) => categoryAt(images, range, wanted, most)?.precisions ?? []);
    return figures.length === 0 ? undefined : meanOf(figures);
  };
  return {
    ap: mean(ranges.all, overlaps),
    ap50: mean(ranges.all, overlaps.slice(0, 1)),
    ap75: mean(ranges.all, overlaps.slice(5, 6)),
    small: mean(ranges.small, overlaps),
    medium: mean(ranges.medium, overlaps),
    large: mean(ranges.large, overlaps),
  };
}
