import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { showOpening } from '../../cli/show-opening.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function told(errIsTerminal: boolean, milliseconds: number): string {
  let text = '';
  const { watch } = showOpening({ err: (part) => void (text += part), errIsTerminal });
  for (let done = 1; done <= 5000; done++) {
    watch(done, 5000);
    vi.advanceTimersByTime(milliseconds);
  }
  return text;
}

test('what is looked at in a moment is not told', () => {
  expect([told(true, 0.1), told(false, 0.1)]).toEqual(['', '']);
});

test('what takes longer is told: as a line that moves and goes, or once', () => {
  const moving = told(true, 1).split('\r\u001b[K');
  expect(moving.slice(0, 3)).toEqual([
    '',
    'looking at the pictures: 1,001 of 5,000',
    'looking at the pictures: 1,101 of 5,000',
  ]);
  expect(moving.at(-1)).toBe('');
  expect(told(false, 1)).toBe('looking at 5,000 pictures …\n');
});
