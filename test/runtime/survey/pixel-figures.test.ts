import { expect, test } from 'vitest';
import { PixelFigures } from '../../../runtime/survey/pixel-figures.ts';

test('figures over pictures of several sizes are those of all pixels at once', () => {
  const figures = new PixelFigures('image');
  const first = Float32Array.from({ length: 2 * 3 * 2 }, (_, at) => Math.sin(at) + 1000);
  const second = Float32Array.from({ length: 4 * 1 * 2 }, (_, at) => Math.cos(at) * 5 + 1000);
  figures.add({ shape: [2, 3, 2], values: first });
  figures.add({ shape: [4, 1, 2], values: second });
  const { shapes, channels } = figures.figures();
  expect(shapes).toEqual([
    ['2×3×2', 1],
    ['4×1×2', 1],
  ]);
  for (const channel of [0, 1]) {
    const all = [...first, ...second].filter((_, at) => at % 2 === channel);
    const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
    const variance = all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / all.length;
    expect(channels[channel]?.mean).toBeCloseTo(mean, 9);
    expect(channels[channel]?.deviation).toBeCloseTo(Math.sqrt(variance), 9);
    expect(channels[channel]?.least).toBe(Math.min(...all));
    expect(channels[channel]?.largest).toBe(Math.max(...all));
  }
});
