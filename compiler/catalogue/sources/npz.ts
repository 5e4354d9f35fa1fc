import { defineSource } from './define-source.ts';
import { filePlace, type FilePlace } from './file-place.ts';

/** An archive of NumPy's, and which arrays of it are what. */
export interface NpzPlace extends FilePlace {
  readonly image: string;
  readonly label: string;
  readonly testImage: string;
  readonly testLabel: string;
}

/** Arrays of NumPy's. */
export const npz = defineSource({
  kind: 'npz',
  doc: 'Arrays of NumPy’s in one file, as `numpy.savez` writes them and Keras’s `mnist.npz` has them: pictures [n, height, width] or [n, height, width, channels] of `uint8` or `float32`, and a number of a class for each. Where the file has the arrays of a test set, that is one of its own.',
  params: {
    file: {
      type: 'string',
      doc: 'The file, relative to the `.cnn` file. Its directory is that of the data.',
    },
    image: { type: 'string', default: 'x_train', doc: 'The array of pictures.' },
    label: { type: 'string', default: 'y_train', doc: 'The array of their classes.' },
    test_image: { type: 'string', default: 'x_test', doc: 'The array of pictures of the test set.' },
    test_label: { type: 'string', default: 'y_test', doc: 'The array of their classes.' },
  },
  make: ({ file, image, label, test_image: testImage, test_label: testLabel }): NpzPlace => ({
    ...filePlace(file),
    ...{ image, label, testImage, testLabel },
  }),
  brings: () => ['class'],
  images: () => [[null, null, null]],
});
