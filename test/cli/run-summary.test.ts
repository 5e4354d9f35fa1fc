import { expect, test } from 'vitest';
import { closingTable } from '../../cli/run/closing-table.ts';
import { epochEvent, lastEvent, summarize } from '../../cli/run/summary.ts';

const record = { phase: 'main', epoch: 1, measures: { loss: 0.5 }, images: 300, seconds: 30, waited: 6 };
const outcome = {
  status: 'done' as const,
  history: [record, { ...record, epoch: 2, seconds: 10, waited: 4 }],
  skipped: [],
};
const summary = summarize(outcome, { out: 'runs/a-1', train: 'a', engine: 'onnx', peakBytes: 1e6 });

test('an epoch says what of its time was waiting for data', () => {
  expect(epochEvent(record)).toMatchObject({ seconds: 30, data_wait_s: 6, data_wait_share: 0.2 });
  expect(epochEvent({ ...record, seconds: 0, waited: 0 })).toMatchObject({ data_wait_share: 0 });
});

test('a run says what of its epochs together was', () => {
  const told = { images_per_s: 15, seconds: 40, data_wait_s: 10, data_wait_share: 0.25 };
  expect(lastEvent('done', summary)).toMatchObject(told);
  expect(closingTable(outcome.history, summary)).toContain('of training (25% of it waiting for data)');
});

test('one that trained nothing waited for nothing', () => {
  const none = summarize({ ...outcome, history: [] }, summary);
  expect(lastEvent('done', none)).toMatchObject({ images_per_s: 0, data_wait_share: 0 });
  expect(closingTable([], none)).not.toContain('waiting');
});
