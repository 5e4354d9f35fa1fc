import { readdirSync, readFileSync } from 'node:fs';
import type { RandomStream } from '../../../runtime/random.ts';
import { encodeSafetensors } from '../../../runtime/weights/safetensors.ts';
import { pick } from '../choices.ts';
import { mutateBytes } from '../mutate-bytes.ts';
import { readFileOf } from '../read-stored.ts';
import type { FuzzTarget } from '../target.ts';
import { withFile } from '../with-file.ts';

/** Safetensors files: mutants of files of every width of floats, and of what a run writes. */
export function openSafetensors(): FuzzTarget {
  const folder = 'test/golden/weight-files';
  const tensors = new Map([
    ['conv2d/kernel', { shape: [3, 3, 1, 2], data: new Float32Array(18) }],
    ['conv2d/bias', { shape: [2], data: new Float32Array(2) }],
  ]);
  const corpus: readonly Uint8Array[] = [
    encodeSafetensors({ tensors, metadata: new Map([['format', 'cnnc-weights-1']]) }),
    ...readdirSync(folder)
      .filter((name) => name.endsWith('.safetensors'))
      .toSorted()
      .map((name) => readFileSync(`${folder}/${name}`)),
  ];
  return {
    short: 100,
    make: (stream: RandomStream) =>
      new Map([['weights.safetensors', mutateBytes(pick(corpus, stream), stream, corpus)]]),
    feed: (input) => withFile(input, readFileOf),
  };
}
