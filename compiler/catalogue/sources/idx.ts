import { defineSource, directory } from './define-source.ts';

/** The original MNIST files. */
export const idx = defineSource({
  kind: 'idx',
  doc: 'The four files of MNIST and its kin (`train-images-idx3-ubyte` …, gzipped or not) in a directory; those of `t10k` are a test set of its own.',
  params: { directory },
  make: ({ directory: path }) => ({ directory: path }),
  brings: () => ['class'],
  images: () => [[null, null, 1]],
});
