import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest';
import type { PrepareStep } from '../../../compiler/catalogue/steps/preparations.ts';
import type { OpenData } from '../../../runtime/data/open-data.ts';
import { largestPicture, wholeProcess } from '../../../runtime/prepare/whole-process.ts';

const resizing = (interpolation: 'bilinear' | 'nearest', height = 24, width = 20): PrepareStep => ({
  kind: 'Resizing',
  height,
  width,
  interpolation,
  cropToAspectRatio: false,
});
const rescaling: PrepareStep = { kind: 'Rescaling', scale: 2, offset: 0 };

interface Given {
  readonly prepare?: readonly PrepareStep[];
  readonly examples?: number;
  /** Pixels of each file; absent: pictures of 30×40 that are pixels already. */
  readonly files?: readonly number[];
  readonly augment?: readonly object[];
}

/** Data of three channels, as far as a forecast looks at it. */
const dataOf = ({ prepare = [], examples = 10, files, augment = [] }: Given): OpenData =>
  ({
    split: { train: Array.from({ length: examples }), valid: [], test: [] },
    spec: { prepare, augment },
    source: {
      count: files?.length ?? 10,
      imageShape: files === undefined ? [30, 40, 3] : [null, null, 3],
      entry: () => ({ recipe: { kind: files === undefined ? 'pixels' : 'file' } }),
      ...(files && { measured: { pixels: files, bytes: files.map((pixels) => 5 * pixels) } }),
    },
  }) as unknown as OpenData;

const plenty = 1e9;
const perPicture = 3000;

/** What the forecast has for pictures that are kept. */
function kept(given: Given, room = plenty): number {
  const phase = { programs: { step: { inputs: [] }, variables: [] }, phase: { batch: 4 } };
  const of = (examples: number): number =>
    wholeProcess(0, {
      phases: [phase] as never,
      data: dataOf({ ...given, examples }),
      workers: undefined,
      room,
    });
  return of(given.examples ?? 10) - of(0);
}

describe('pictures that are kept', () => {
  beforeEach(() => void vi.spyOn(process.memoryUsage, 'rss').mockReturnValue(0));
  afterEach(() => void vi.restoreAllMocks());

  it.each<[string, Given, number]>([
    ['none of pixels that nothing resizes', { prepare: [rescaling] }, 0],
    ['as floats where they are resized', { prepare: [resizing('bilinear')] }, 24 * 20 * 3 * 4],
    ['as bytes where they are only moved', { prepare: [resizing('nearest')] }, 24 * 20 * 3],
    [
      'as they are after the last resizing',
      { prepare: [resizing('nearest'), resizing('nearest', 5, 7)] },
      105,
    ],
    ['as bytes whatever comes later', { prepare: [resizing('nearest'), rescaling] }, 24 * 20 * 3],
    [
      'as floats where numbers have changed before',
      { prepare: [rescaling, resizing('nearest')] },
      24 * 20 * 12,
    ],
    ['as large as files are on the whole', { files: [100, 300] }, 200 * 3],
  ])('are %s', (_, given, bytes) => {
    expect(kept(given)).toBe(bytes === 0 ? 0 : 10 * (bytes + perPicture));
  });

  it('are as many as there is room for', () => {
    const bytes = 24 * 20 * 3 * 4;
    expect(kept({ prepare: [resizing('bilinear')] }, 4 * bytes)).toBe(4 * (bytes + perPicture));
  });
});

describe('the largest picture', () => {
  it.each<[string, Given, number]>([
    ['is its bytes, and floats that are made of them', {}, 30 * 40 * 3 * 5],
    ['and those of an augmentation', { augment: [{}] }, 30 * 40 * 3 * 9],
    ['but none that are resized at once', { prepare: [resizing('bilinear')], augment: [{}] }, 30 * 40 * 3],
    ['and floats before that', { prepare: [rescaling, resizing('bilinear')] }, 30 * 40 * 3 * 5],
    ['is that of the largest file', { prepare: [resizing('bilinear')], files: [100, 300, 200] }, 300 * 5],
  ])('%s', (_, given, bytes) => {
    expect(largestPicture(dataOf(given))).toBe(bytes);
  });
});

test('what nobody holds is collected before the process is measured', async () => {
  const litter = new WeakRef({ nobody: 'holds it' });
  await nextTurn();
  let left: object | undefined = litter;
  const rss = vi.spyOn(process.memoryUsage, 'rss').mockImplementation(() => {
    left = litter.deref();
    return 0;
  });
  kept({});
  rss.mockRestore();
  expect(left).toBeUndefined();
});
