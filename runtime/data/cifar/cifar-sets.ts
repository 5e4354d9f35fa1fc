/** How one of the sets lies in files. */
export interface CifarSet {
  readonly training: readonly string[];
  readonly test: string;
  /** Bytes of a record before its pixels, and which of them is a label. */
  readonly labelBytes: number;
  readonly labels: Readonly<Record<'fine' | 'coarse', number>>;
  /** Files that list the names of classes. */
  readonly names: Readonly<Record<'fine' | 'coarse', string>>;
}

/** CIFAR-10 and CIFAR-100 in their binary version (https://www.cs.toronto.edu/~kriz/cifar.html). */
export const cifarSets: readonly CifarSet[] = [
  {
    training: [1, 2, 3, 4, 5].map((number) => `data_batch_${number}.bin`),
    test: 'test_batch.bin',
    labelBytes: 1,
    labels: { fine: 0, coarse: 0 },
    names: { fine: 'batches.meta.txt', coarse: 'batches.meta.txt' },
  },
  {
    training: ['train.bin'],
    test: 'test.bin',
    labelBytes: 2,
    labels: { coarse: 0, fine: 1 },
    names: { fine: 'fine_label_names.txt', coarse: 'coarse_label_names.txt' },
  },
];
