import { defineSource, directory } from './define-source.ts';

/** Where annotations lie, and which are read. */
export interface VocPlace {
  readonly directory: string;
  /** The name of a list in `ImageSets/Main`. */
  readonly list?: string;
  readonly difficult: boolean;
}

/** Pictures with objects, in Pascal VOC's format. */
export const voc = defineSource({
  kind: 'voc',
  doc: 'Pictures with objects in Pascal VOC’s format: an XML file a picture in `Annotations`, pictures in `JPEGImages`. Classes are the names that are found, in order of the alphabet.',
  params: {
    directory,
    list: {
      type: 'string',
      default: null,
      nullable: true,
      doc: 'A list of pictures in `ImageSets/Main`: `trainval`, say; without one, all that are annotated.',
    },
    difficult: {
      type: 'boolean',
      default: false,
      doc: 'Whether objects that are marked as difficult are kept.',
    },
  },
  make: ({ directory: path, list, difficult }): VocPlace => ({
    ...{ directory: path, difficult },
    ...(list !== null && { list }),
  }),
  brings: () => ['boxes'],
  images: () => [
    [null, null, 3],
    [null, null, 1],
    [null, null, 4],
  ],
  dividedBy: ['group', 'list'],
});
