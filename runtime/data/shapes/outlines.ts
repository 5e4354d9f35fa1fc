/**
 * Signed distances of a point from the outline of a shape that just fits the unit circle: negative inside.
 * Only `+ − × ÷ √` are used, which every machine rounds alike; corners and angles are written out.
 */
export type Outline = (x: number, y: number) => number;

/** The largest (`rank` 0) or second largest (`rank` 1) distance from five lines at `depth` from the centre. */
function pentagonal(x: number, y: number, depth: number, rank: 0 | 1): number {
  // cos and sin of 90°, 162°, 234°, 306° and 18°.
  const a = y;
  const b = -0.9510565162951535 * x + 0.3090169943749474 * y;
  const c = -0.5877852522924731 * x - 0.8090169943749475 * y;
  const d = 0.5877852522924731 * x - 0.8090169943749475 * y;
  const e = 0.9510565162951535 * x + 0.3090169943749474 * y;
  const largest = Math.max(a, b, c, d, e);
  if (rank === 0) return largest - depth;
  let count = 0;
  let second = -Infinity;
  for (const value of [a, b, c, d, e]) {
    if (value === largest) count++;
    else if (value > second) second = value;
  }
  return (count > 1 ? largest : second) - depth;
}

const length = (x: number, y: number): number => Math.sqrt(x * x + y * y);

const box = (x: number, y: number, halfWidth: number, halfHeight: number): number =>
  Math.max(Math.abs(x) - halfWidth, Math.abs(y) - halfHeight);

/** The shapes in the order of their classes. */
export const outlines: readonly { readonly name: string; readonly distance: Outline }[] = [
  { name: 'circle', distance: (x, y) => length(x, y) - 0.9 },
  { name: 'square', distance: (x, y) => box(x, y, 0.7071067811865476, 0.7071067811865476) },
  {
    name: 'triangle',
    distance: (x, y) =>
      Math.max(-y, 0.8660254037844386 * x + 0.5 * y, -0.8660254037844386 * x + 0.5 * y) - 0.5,
  },
  // A five-pointed star is where at most one of five lines has the point outside.
  { name: 'star', distance: (x, y) => pentagonal(x, y, 0.3090169943749474, 1) },
  { name: 'cross', distance: (x, y) => Math.min(box(x, y, 0.95, 0.3), box(x, y, 0.3, 0.95)) },
  { name: 'ring', distance: (x, y) => Math.abs(length(x, y) - 0.72) - 0.2 },
  { name: 'crescent', distance: (x, y) => Math.max(length(x, y) - 0.95, 0.8 - length(x - 0.45, y)) },
  { name: 'bar', distance: (x, y) => box(x, y, 0.97, 0.22) },
  { name: 'semicircle', distance: (x, y) => Math.max(length(x, y) - 0.95, -y) },
  { name: 'pentagon', distance: (x, y) => pentagonal(x, y, 0.8090169943749475, 0) },
];
