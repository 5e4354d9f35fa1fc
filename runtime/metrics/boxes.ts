/** A box in pixels: left, top, width and height. */
export type PixelBox = readonly [left: number, top: number, width: number, height: number];

/** A box that is there. */
export interface TrueBox {
  readonly image: number;
  readonly category: number;
  readonly box: PixelBox;
  /** Of the object, by which it is small or large; absent: of the box. */
  readonly area?: number;
  /** Whether it is around many (COCO) or hard to see (VOC): what is found there is neither right nor wrong. */
  readonly ignored?: boolean;
}

/** A box that was found. */
export interface FoundBox {
  readonly image: number;
  readonly category: number;
  readonly box: PixelBox;
  readonly score: number;
}

/** What is there and what was found in an image, of one category; found ones the surest first. */
export interface ImageBoxes {
  readonly truths: readonly TrueBox[];
  readonly found: readonly FoundBox[];
}

/** The boxes of each category by image, both in the order of their numbers; without categories that there is nothing of. */
export function boxesByCategory(
  truths: readonly TrueBox[],
  found: readonly FoundBox[],
): readonly (readonly ImageBoxes[])[] {
  const categories = new Map<number, Map<number, Gathered>>();
  for (const each of truths) {
    const images = entry(categories, each.category, () => new Map<number, Gathered>());
    entry(images, each.image, nothing).truths.push(each);
  }
  for (const each of found) {
    const images = categories.get(each.category);
    if (images !== undefined) entry(images, each.image, nothing).found.push(each);
  }
  for (const images of categories.values())
    for (const each of images.values()) each.found.sort((a, b) => b.score - a.score);
  return inOrder(categories).map(inOrder);
}

interface Gathered {
  readonly truths: TrueBox[];
  readonly found: FoundBox[];
}

const nothing = (): Gathered => ({ truths: [], found: [] });

function entry<T>(map: Map<number, T>, key: number, make: () => T): T {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}

const inOrder = <T>(map: ReadonlyMap<number, T>): readonly T[] =>
  [...map].sort(([a], [b]) => a - b).map(([, value]) => value);
