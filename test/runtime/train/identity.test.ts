import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { digestOf, type RunIdentity } from '../../../runtime/train/identity.ts';

const identity = (phases: RunIdentity['phases']): RunIdentity => ({
  format: 1,
  train: 'Net',
  spec: 'a text',
  imports: {},
  engine: 'cpu',
  seed: 3,
  data: 'some data',
  phases,
  options: {},
});

const digest = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

test('checkpoints of earlier versions stay bound to their runs', () => {
  const phases = [
    { name: 'head', epochs: 2, batch: 8 },
    { name: 'main', epochs: 5, batch: 4, accumulate: 2, recompute: 'max' },
  ] as const;
  const bound = [
    ['head', 8, 1, ''],
    ['main', 4, 2, 'max'],
  ];
  expect(digestOf(identity(phases))).toBe(digest(['Net', 'cpu', 3, 'some data', bound]));
});

test('more epochs are no other run', () => {
  const of = (epochs: number): string => digestOf(identity([{ name: 'main', epochs, batch: 4 }]));
  expect(of(3)).toBe(of(4));
});
