import { defineSource } from './define-source.ts';
import { filePlace, type FilePlace } from './file-place.ts';

/** Shards, and what of a sample is its class. */
export interface TarPlace extends FilePlace {
  /** Shards of a test set of its own, in the same directory. */
  readonly test?: string;
  /** The ending of the member that has the class. */
  readonly label: string;
  /** Where a `.json` has it. */
  readonly key: string;
}

/** Shards as WebDataset has them. */
export const tar = defineSource({
  kind: 'tar',
  doc: 'Tar files as WebDataset writes them: members with one name but for their endings, one after another, are an example (`000017.jpg`, `000017.cls`). Pictures are read where they lie.',
  params: {
    files: {
      type: 'string',
      doc: 'The files, relative to the `.cnn` file: one, or several by `*` or by a range of numbers (`train-000..099.tar`). Their directory is that of the data.',
    },
    test: {
      type: 'string',
      default: null,
      nullable: true,
      doc: 'Files in the same directory that are a test set of its own.',
    },
    label: {
      type: 'string',
      default: 'cls',
      doc: 'The ending of the member that has the class, a number or a name; of `json`, `key` has it.',
    },
    key: { type: 'string', default: 'label', doc: 'What of a `.json` is the class.' },
  },
  make: ({ files, test, label, key }): TarPlace => ({
    ...filePlace(files),
    ...(test !== null && { test }),
    ...{ label: label.replace(/^\./, ''), key },
  }),
  brings: () => ['class'],
  dividedBy: ['list'],
  images: () => [
    [null, null, 3],
    [null, null, 1],
    [null, null, 4],
  ],
});
