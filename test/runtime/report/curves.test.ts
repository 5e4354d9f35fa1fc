import { expect, test } from 'vitest';
import { curves } from '../../../runtime/report/page/curves.ts';
import type { RunReport } from '../../../runtime/report/report.ts';

test('the curve of what only the validation part has is called so', () => {
  const log = [1, 2].map((value) => ({
    phase: 'main',
    measures: { loss: value, val_loss: value, val_ap: value },
  }));
  const [section] = curves([{ name: 'run', log } as unknown as RunReport]);
  const text = JSON.stringify(section);
  expect(text.match(/>training</g)).toHaveLength(1);
  expect(text.match(/>validation</g)).toHaveLength(2);
});
