/** How values between pixels are found. */
export type Interpolation =
  "nearest" | "bilinear" | "bicubic" | "lanczos3" | "lanczos5" | "area";

const lanczos = (radius: number) => (x: number) => {
  if (x > radius) return 0;
  if (x <= 1e-3) return 1;
  const angle = Math.PI * x;
  return (
    (radius * Math.sin(angle) * Math.sin(angle / radius)) / (angle * angle)
  );
};

const cubic = (x: number): number =>
  x >= 2
    ? 0
    : x >= 1
      ? ((-0.5 * x + 2.5) * x - 4) * x + 2
      : (1.5 * x - 2.5) * x * x + 1;

const kernels = {
  bilinear: { radius: 1, weigh: (x: number) => Math.max(0, 1 - x) },
  bicubic: { radius: 2, weigh: cubic },
  lanczos3: { radius: 3, weigh: lanczos(3) },
  lanczos5: { radius: 5, weigh: lanczos(5) },
};

/** What each of `from` cells counts for in cell `index` of `to`, as `tf.image.resize` has it. */
function shares(
  index: number,
  from: number,
  to: number,
  how: Interpolation,
  antialias: boolean,
): [number, number][] {
  const scale = from / to;
  const place = (index + 0.5) * scale;
  if (how === "nearest") {
    return [
      [
        Math.min(
          Math.floor(Math.fround((index + 0.5) * Math.fround(scale))),
          from - 1,
        ),
        1,
      ],
    ];
  }
  if (how === "area") {
    const [start, end] = [index * scale, (index + 1) * scale];
    const first = Math.floor(start);
    return Array.from(
      { length: Math.min(Math.ceil(end), from) - first },
      (_, offset) => {
        const cell = first + offset;
        return [
          cell,
          (Math.min(cell + 1, end) - Math.max(cell, start)) / scale,
        ];
      },
    );
  }
  if (how === "bilinear" && !antialias) {
    const below = Math.floor(place - 0.5);
    const part = place - 0.5 - below;
    return [
      [Math.max(below, 0), 1 - part],
      [Math.min(below + 1, from - 1), part],
    ];
  }
  const { radius, weigh } = kernels[how];
  const widening = antialias ? Math.max(scale, 1) : 1;
  const first = Math.max(0, Math.ceil(place - radius * widening - 0.5));
  const last = Math.min(from - 1, Math.floor(place + radius * widening - 0.5));
  const all = Array.from(
    { length: last - first + 1 },
    (_, offset): [number, number] => [
      first + offset,
      weigh(Math.abs(first + offset + 0.5 - place) / widening),
    ],
  );
  const total = all.reduce((sum, [, weight]) => sum + weight, 0);
  return all.map(([cell, weight]) => [cell, weight / total]);
}

/** The matrix [from, to] that resizes an axis, row by row. */
export function resizeMatrix(
  from: number,
  to: number,
  how: Interpolation,
  antialias = false,
): Float32Array {
  const matrix = new Float32Array(from * to);
  for (let index = 0; index < to; index++) {
    for (const [cell, weight] of shares(index, from, to, how, antialias)) {
      matrix[cell * to + index] = (matrix[cell * to + index] ?? 0) + weight;
    }
  }
  return matrix;
}
