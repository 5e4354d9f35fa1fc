import { describe, expect, it } from 'vitest';
import { runInputs, type Finding } from './run-inputs.ts';
import type { FuzzTarget } from './target.ts';
import { openTarget, targets } from './targets.ts';

/** Sources run untranslated here, beside other tests: only what is far over a second is a finding. */
const seconds = 5;
const range = { seed: 1, from: 0 };

async function findingsOf(given: FuzzTarget, name: string): Promise<readonly Finding[]> {
  const target = { seconds, ...given };
  const found: Finding[] = [];
  await runInputs(target, { ...range, name, to: target.short }, { found: (each) => found.push(each) });
  return found;
}

describe('a short run finds nothing wrong with', () => {
  it.each(Object.keys(targets))('%s', async (name) => {
    const target = (await openTarget(name))!;
    const found = await findingsOf(target, name);
    expect(found.map(({ kind, index, message, stack }) => [kind, index, message, stack])).toEqual([]);
  });
});

describe('what is wrong is found:', () => {
  const target = (feed: FuzzTarget['feed']): FuzzTarget => ({
    short: 40,
    make: (stream) => new Map([['numbers', Uint8Array.from({ length: 16 }, () => stream.below(16))]]),
    feed,
  });
  const has = (input: ReadonlyMap<string, Uint8Array>, number: number): boolean =>
    input.get('numbers')?.includes(number) === true;

  it('an exception, with the input cut to what throws', async () => {
    const found = await findingsOf(
      target((input) => {
        if (has(input, 7)) throw new TypeError('seven');
        return undefined;
      }),
      'sevens',
    );
    expect(found.length).toBeGreaterThan(5);
    expect(found[0]).toMatchObject({ kind: 'exception', message: 'TypeError: seven' });
    expect(found[0]?.small?.get('numbers')).toEqual(Buffer.of(7));
  });

  it('what the target says, at the same inputs each time', async () => {
    const odd = target((input) => (has(input, 3) ? 'three' : undefined));
    const [once, again] = [await findingsOf(odd, 'threes'), await findingsOf(odd, 'threes')];
    expect(once.map(({ index }) => index)).toEqual(again.map(({ index }) => index));
    expect(once[0]).toMatchObject({ kind: 'wrong', message: 'three' });
  });

  it('an input that takes more processor time than it may', async () => {
    const slow = target((input) => {
      const { user } = process.cpuUsage();
      while (input.get('numbers')?.length === 16 && process.cpuUsage().user - user < 0.04e6);
      return undefined;
    });
    const [first] = await findingsOf({ ...slow, short: 1, seconds: 0.03 }, 'slow');
    expect(first?.kind).toBe('time');
  });
});
