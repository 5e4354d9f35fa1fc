import { defineSource, directory } from './define-source.ts';

/** What a folder a class is read from. */
export interface FolderPlace {
  readonly directory: string;
  /** A CSV file of boxes, in the directory. */
  readonly boxes?: string;
  /** Where it has no folder a class. */
  readonly pairs?: FolderPairs;
}

/** Pictures in one folder of the directory, and beside each, in another, its mask or target. */
export interface FolderPairs {
  readonly pictures: string;
  readonly masks?: string;
  readonly targets?: string;
  /** What the first class is written as in masks. */
  readonly first: number;
}

/** A folder a class, named as the class. */
export const folder = defineSource({
  kind: 'folder',
  doc: 'Pictures (JPEG, PNG, GIF, WebP, BMP, TIFF) in a folder for each class, which is named as the class.',
  params: {
    directory,
    boxes: {
      type: 'string',
      default: null,
      nullable: true,
      doc: 'A CSV file in the directory with the box of each image.',
    },
    masks: {
      type: 'string',
      default: null,
      nullable: true,
      doc: 'A folder in the directory with a PNG for each picture, of the same name (or with `_mask` behind it): the number of a class for each pixel, as a grey or as the index of a palette; 255 where nobody has labelled it. There are no folders of classes then.',
    },
    targets: {
      type: 'string',
      default: null,
      nullable: true,
      doc: 'A folder in the directory with what each picture is to become, under the same name; a field of pixels then.',
    },
    pictures: {
      type: 'string',
      default: 'images',
      doc: 'The folder in the directory that has the pictures, where there are `masks` or `targets`.',
    },
    first_class: {
      type: 'integer',
      minimum: 0,
      maximum: 254,
      default: 0,
      doc: 'What the first class is written as in `masks`: 1 where they count from 1. Smaller numbers are of no class.',
    },
  },
  make({ directory: path, boxes, masks, targets, pictures, first_class: first }): FolderPlace {
    if (masks !== null) return { directory: path, pairs: { pictures, masks, first } };
    if (targets !== null) return { directory: path, pairs: { pictures, targets, first } };
    return boxes === null ? { directory: path } : { directory: path, boxes };
  },
  brings({ boxes, pairs }) {
    if (pairs !== undefined) return [pairs.masks === undefined ? 'tensor' : 'mask'];
    return boxes === undefined ? ['class'] : ['class', 'box'];
  },
  bringsPictures: true,
  dividedBy: ['folder', 'group', 'list'],
  images: () => [
    [null, null, 3],
    [null, null, 1],
    [null, null, 4],
  ],
  bringing(kind, { directory: path }) {
    if (kind === 'box') return `name the file that has them: \`folder("${path}", boxes="boxes.csv")\``;
    if (kind === 'mask')
      return `name the folders that have pictures and masks: \`folder("${path}", pictures="images", masks="masks")\``;
    return kind === 'tensor'
      ? `name the folder that has what pictures are to become: \`folder("${path}", pictures="noisy", targets="clean")\``
      : undefined;
  },
});
