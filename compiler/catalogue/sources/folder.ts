import { defineSource, directory } from './define-source.ts';

/** What a folder a class is read from. */
export interface FolderPlace {
  readonly directory: string;
  /** A CSV file of boxes, in the directory. */
  readonly boxes?: string;
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
  },
  unsupported: { masks: 'masks are not supported yet' },
  make: ({ directory: path, boxes }): FolderPlace =>
    boxes === null ? { directory: path } : { directory: path, boxes },
  brings: ({ boxes }) => (boxes === undefined ? ['class'] : ['class', 'box']),
  dividedBy: ['folder', 'group', 'list'],
  images: () => [
    [null, null, 3],
    [null, null, 1],
    [null, null, 4],
  ],
  bringing: (kind, { directory: path }) =>
    kind === 'box' ? `name the file that has them: \`folder("${path}", boxes="boxes.csv")\`` : undefined,
});
