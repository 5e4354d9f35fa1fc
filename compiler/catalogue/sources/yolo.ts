import { defineSource } from './define-source.ts';

/** The file that names classes and folders of pictures. */
export interface YoloPlace {
  /** Of the file. */
  readonly directory: string;
  readonly file: string;
}

/** Pictures with objects, in YOLO's format. */
export const yolo = defineSource({
  kind: 'yolo',
  doc: 'Pictures with objects in YOLO’s format: a text file a picture, and a `data.yaml` that names the classes and the folders of parts.',
  params: {
    file: {
      type: 'string',
      doc: 'The YAML file, or the directory that has it as `data.yaml`, relative to the `.cnn` file.',
    },
  },
  make({ file }): YoloPlace {
    const [, directory = '', name = ''] = /^(.*[\\/])?([^\\/]*\.ya?ml)$/i.exec(file) ?? [];
    if (name === '') return { directory: file, file: 'data.yaml' };
    return { directory: directory === '' ? '.' : directory, file: name };
  },
  brings: () => ['boxes'],
  images: () => [
    [null, null, 3],
    [null, null, 1],
    [null, null, 4],
  ],
  dividedBy: ['folder', 'group', 'list'],
});
