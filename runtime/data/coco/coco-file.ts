import { Ajv } from 'ajv';

/** What is read of a file in COCO's format; what else is there stays unread. */
export interface CocoFile {
  readonly images: readonly CocoImage[];
  readonly annotations?: readonly CocoAnnotation[];
  readonly categories: readonly CocoCategory[];
}

export interface CocoImage {
  readonly id: number | string;
  readonly file_name: string;
  readonly height: number;
  readonly width: number;
}

export interface CocoAnnotation {
  readonly image_id: number | string;
  readonly category_id: number;
  /** Left, top, width and height, in pixels. */
  readonly bbox?: readonly number[];
  /** For each point its x and y, in pixels, and 0 where it is not marked, 1 where it is covered, 2 where it can be seen. */
  readonly keypoints?: readonly number[];
  /** Whether it is a crowd, of which the objects are not told apart. */
  readonly iscrowd?: number | boolean;
}

export interface CocoCategory {
  readonly id: number;
  readonly name: string;
}

const id = { type: ['integer', 'string'] };
const size = { type: 'number', minimum: 1 };

const isCoco = new Ajv({ strictTypes: false }).compile<CocoFile>({
  type: 'object',
  properties: {
    images: {
      type: 'array',
      items: {
        type: 'object',
        properties: { id, file_name: { type: 'string', minLength: 1 }, height: size, width: size },
        required: ['id', 'file_name', 'height', 'width'],
      },
    },
    annotations: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          image_id: id,
          category_id: { type: 'integer' },
          bbox: { type: 'array', items: { type: 'number' }, minItems: 4, maxItems: 4 },
          keypoints: { type: 'array', items: { type: 'number' } },
          iscrowd: { type: ['integer', 'boolean'] },
        },
        required: ['image_id', 'category_id'],
      },
    },
    categories: {
      type: 'array',
      items: {
        type: 'object',
        properties: { id: { type: 'integer' }, name: { type: 'string' } },
        required: ['id', 'name'],
      },
    },
  },
  required: ['images', 'categories'],
});

/** What a value is in COCO's format; else where it is not, and why. */
export function asCoco(
  value: unknown,
): CocoFile | { readonly path: readonly string[]; readonly problem: string } {
  if (isCoco(value)) return value;
  const [error] = isCoco.errors ?? [];
  const path = (error?.instancePath ?? '').split('/').slice(1);
  return { path, problem: error?.message ?? 'is something else' };
}
