import { defineSource } from './define-source.ts';

/** Generated pictures of shapes; deterministic from the data's seed. */
export const shapes = defineSource({
  kind: 'shapes',
  doc: 'Generated pictures of shapes, each with its class and its box; the same for the same seed of the data block.',
  params: {
    count: { type: 'integer', minimum: 1, maximum: 1_000_000, doc: 'How many pictures.' },
    size: { type: 'sizes', rank: 2, minimum: 8, default: [32, 32], doc: 'Height and width.' },
    channels: { type: 'integer', minimum: 1, maximum: 4, default: 1, doc: 'Channels of a picture.' },
    classes: { type: 'integer', minimum: 2, maximum: 10, default: 4, doc: 'How many kinds of shape.' },
  },
  make({ count, size: [height = 0, width = 0], channels, classes }) {
    return { count, height, width, channels, classes };
  },
  brings: () => ['class', 'box'],
  images: ({ height, width, channels }) => [[height, width, channels]],
  sized([height, width, channels]) {
    if (height === null || width === null || channels === null) return undefined;
    if (Math.min(height, width) < 8 || channels > 4) return undefined;
    return { size: height === width ? `${height}` : `[${height}, ${width}]`, channels: `${channels}` };
  },
  classes: ({ classes }) => classes,
});
