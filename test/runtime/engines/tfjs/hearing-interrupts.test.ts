import { afterEach, describe, expect, it } from 'vitest';
import { hearingInterrupts } from '../../../../runtime/engines/tfjs/hearing-interrupts.ts';

/** Sends this process a Ctrl-C, and keeps its thread. */
function interruptedWhileBusy(): never {
  process.kill(process.pid, 'SIGINT');
  for (const until = performance.now() + 60_000; performance.now() < until;);
  throw new Error('nothing has ended this');
}

describe('hearing interrupts', () => {
  afterEach(() => process.removeAllListeners('SIGINT'));

  it('tells of a Ctrl-C while the thread is busy, and begins again what it was busy with', () => {
    const heard: string[] = [];
    process.once('SIGINT', (signal) => heard.push(signal));
    let begun = 0;
    const result = hearingInterrupts(() => (++begun === 1 ? interruptedWhileBusy() : { begun }));
    expect(result).toEqual({ begun: 2 });
    expect(heard).toEqual(['SIGINT']);
  });

  it('gives what it is given, and throws what is thrown', () => {
    process.once('SIGINT', () => undefined);
    expect(hearingInterrupts(() => 'result')).toBe('result');
    expect(() =>
      hearingInterrupts(() => {
        throw new RangeError('mine');
      }),
    ).toThrow(new RangeError('mine'));
  });
});
