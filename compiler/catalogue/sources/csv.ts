import { defineSource } from './define-source.ts';
import { filePlace, type FilePlace } from './file-place.ts';

/** A file of values, and where its pictures are. */
export interface CsvPlace extends FilePlace {
  /** The column of pictures. */
  readonly picture: string;
  /** Where the paths of pictures begin, from the directory. */
  readonly pictures: string;
}

/** A table of pictures and what belongs to each. */
export const csv = defineSource({
  kind: 'csv',
  doc: 'A CSV file with a picture a line. Its first line names the columns; a field is read from the column that has its name, points from pairs of columns (`nose_x`, `nose_y`).',
  params: {
    file: {
      type: 'string',
      doc: 'The file, relative to the `.cnn` file. Its directory is that of the data.',
    },
    picture: { type: 'string', default: 'file', doc: 'The column with the path of the picture.' },
    pictures: {
      type: 'string',
      default: '.',
      doc: 'Where these paths begin, from the directory of the file.',
    },
  },
  make: ({ file, picture, pictures }): CsvPlace => ({ ...filePlace(file), picture, pictures }),
  brings: () => ['class', 'classes', 'keypoints', 'tensor'],
  images: () => [
    [null, null, 3],
    [null, null, 1],
    [null, null, 4],
  ],
  dividedBy: ['group', 'column', 'list'],
});
