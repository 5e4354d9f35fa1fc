import { defineSource } from './define-source.ts';

/** A file of annotations, and where its pictures are. */
export interface CocoPlace {
  /** Of the file. */
  readonly directory: string;
  readonly file: string;
  /** Where the names of pictures begin, from the directory. */
  readonly pictures: string;
}

/** Pictures with objects, in COCO's format. */
export const coco = defineSource({
  kind: 'coco',
  doc: 'Pictures with objects that a JSON file in COCO’s format tells of. Classes are its categories, in the order of their ids; crowds are left out. Keypoints are those of the largest object of a picture.',
  params: {
    file: {
      type: 'string',
      doc: 'The file, relative to the `.cnn` file. Its directory is that of the data.',
    },
    pictures: {
      type: 'string',
      default: '.',
      doc: 'Where the names of pictures begin, from the directory of the file.',
    },
  },
  make({ file, pictures }): CocoPlace {
    const [, directory = '', name = ''] = /^(.*[\\/])?([^\\/]*)$/.exec(file) ?? [];
    return { directory: directory === '' ? '.' : directory, file: name, pictures };
  },
  brings: () => ['boxes', 'keypoints'],
  images: () => [
    [null, null, 3],
    [null, null, 1],
    [null, null, 4],
  ],
  dividedBy: ['group', 'list'],
});
