import { join } from 'node:path';
import { Ajv } from 'ajv';
import { decodeText } from '../files/read-file.ts';
import type { LogLine } from './read-log.ts';
import { readOwn } from './read-own.ts';
import type { Measures } from './record.ts';
import { runFiles } from './run-files.ts';

/** What a run that is done keeps of how it went: `summary.json`. Nothing follows from it, and a run can do without. */
export interface RunEnd {
  /** Of cnnc. */
  readonly version: string;
  readonly engine: string;
  readonly seconds: number;
  readonly imagesPerSecond: number;
  /** As planned: of tensors, or where the engine tells it, of what training adds to the process. */
  readonly peakBytes: number;
  readonly processPeakBytes: number;
  readonly foretoldProcessBytes?: number;
  /** The epoch of the last phase whose weights the run has, where it kept the best. */
  readonly kept?: { readonly phase: string; readonly epoch: number };
  /** On the test part; none where there is no such part. */
  readonly test: Measures;
}

const amount = { type: 'number', minimum: 0 };

const isEnd = new Ajv().compile<RunEnd>({
  type: 'object',
  properties: {
    version: { type: 'string' },
    engine: { type: 'string' },
    seconds: amount,
    imagesPerSecond: amount,
    peakBytes: amount,
    processPeakBytes: amount,
    foretoldProcessBytes: amount,
    kept: {
      type: 'object',
      properties: { phase: { type: 'string' }, epoch: { type: 'integer', minimum: 1 } },
      required: ['phase', 'epoch'],
    },
    test: { type: 'object', additionalProperties: { type: 'number' } },
  },
  required: ['version', 'engine', 'seconds', 'imagesPerSecond', 'peakBytes', 'processPeakBytes', 'test'],
});

/** A longer one is no summary of a run. */
const largest = 2 ** 20;

/** The epoch whose weights a run has: the one that it kept, else its last. */
export function weightsEpoch(
  log: readonly LogLine[],
  end: Pick<RunEnd, 'kept'> | undefined,
): LogLine | undefined {
  const { phase, epoch } = end?.kept ?? {};
  return log.find((line) => line.phase === phase && line.epoch === epoch) ?? log.at(-1);
}

/** How a run ended, where it did and kept it. */
export async function readEnd(folder: string): Promise<RunEnd | undefined> {
  try {
    const value: unknown = JSON.parse(decodeText(await readOwn(join(folder, runFiles.summary), largest)));
    return isEnd(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
