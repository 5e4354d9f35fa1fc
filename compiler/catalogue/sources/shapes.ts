import { defineSource } from './define-source.ts';

/** What is drawn. */
export interface DrawnShapes {
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly classes: number;
  /** How many shapes a picture has, where that is not one. */
  readonly objects?: { readonly least: number; readonly most: number };
}

/** Generated pictures of shapes; deterministic from the data's seed. */
export const shapes = defineSource({
  kind: 'shapes',
  doc: 'Generated pictures of shapes, each with its class, its box and its mask (0 where there is no shape, 1 and more for their kinds), or with several objects; the same for the same seed of the data block.',
  params: {
    count: { type: 'integer', minimum: 1, maximum: 1_000_000, doc: 'How many pictures.' },
    size: { type: 'sizes', rank: 2, minimum: 8, default: [32, 32], doc: 'Height and width.' },
    channels: { type: 'integer', minimum: 1, maximum: 4, default: 1, doc: 'Channels of a picture.' },
    classes: { type: 'integer', minimum: 2, maximum: 10, default: 4, doc: 'How many kinds of shape.' },
    objects: {
      type: 'sizes',
      rank: 2,
      minimum: 0,
      maximum: 100,
      default: null,
      nullable: true,
      doc: 'How many shapes are in a picture, as far as they have room: a number, or the fewest and the most. Their boxes are a field of `boxes` then, in place of one class and one box.',
    },
  },
  make({ count, size: [height = 0, width = 0], channels, classes, objects }): DrawnShapes {
    const several = objects && { least: Math.min(...objects), most: Math.max(...objects) };
    return { count, height, width, channels, classes, ...(several && { objects: several }) };
  },
  brings: ({ objects }) => (objects === undefined ? ['class', 'box', 'mask'] : ['boxes', 'mask']),
  images: ({ height, width, channels }) => [[height, width, channels]],
  sized([height, width, channels]) {
    if (height === null || width === null || channels === null) return undefined;
    if (Math.min(height, width) < 8 || channels > 4) return undefined;
    return { size: height === width ? `${height}` : `[${height}, ${width}]`, channels: `${channels}` };
  },
  classes: ({ classes }) => classes,
  maskClasses: ({ classes }) => classes + 1,
  mostObjects: ({ objects }) => objects?.most,
  bringing(kind, { count, objects }) {
    if (kind === 'boxes') return `say how many there are: \`shapes(count=${count}, objects=[0, 6])\``;
    return objects === undefined
      ? undefined
      : 'declare `field objects: boxes[20, 4]`, or leave `objects=` out';
  },
});
