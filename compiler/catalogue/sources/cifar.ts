import { defineSource, directory } from './define-source.ts';

/** The binary files of CIFAR-10 or CIFAR-100. */
export const cifar = defineSource({
  kind: 'cifar',
  doc: 'The binary version of CIFAR-10 (`data_batch_1.bin` …) or CIFAR-100 (`train.bin`) in a directory; `test_batch.bin` or `test.bin` is a test set of its own.',
  params: {
    directory,
    labels: {
      type: 'enum',
      values: ['fine', 'coarse'],
      default: 'fine',
      doc: 'Which of the two classes that a picture of CIFAR-100 has: of 100 or of 20.',
    },
  },
  make: ({ directory: path, labels }) => ({ directory: path, labels }),
  brings: () => ['class'],
  images: () => [[32, 32, 3]],
});
