import { expect, it } from 'vitest';
import { encodeEvent, encodeVersion } from '../../../runtime/tensorboard/encode-event.ts';
import { framed } from '../../../runtime/tensorboard/framed.ts';
import golden from '../../golden/events.json' with { type: 'json' };

it('events have the bytes of those that TensorFlow writes', () => {
  const values = [
    { tag: 'größe/loss', scalar: 0.1 },
    {
      tag: 'conv/kernel',
      bins: [
        [-1, 0.25, 3],
        [0.25, 1.5, 4],
      ] as const,
    },
    {
      tag: 'first_batch',
      pictures: [
        { width: 28, height: 14, bytes: Uint8Array.from([0x89, 0x50, 0x4e, 0x47]) },
        { width: 28, height: 14, bytes: Uint8Array.from([0, 0xff]) },
      ],
    },
  ];
  const seconds = 1700000000.5;
  const records = [encodeVersion(seconds), encodeEvent({ step: 300, values }, seconds)].map(framed);
  expect(Buffer.concat(records).toString('base64')).toBe(golden.file);
});
