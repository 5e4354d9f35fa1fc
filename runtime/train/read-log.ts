import { join } from 'node:path';
import { Ajv } from 'ajv';
import { decodeText } from '../files/read-file.ts';
import { readOwn } from './read-own.ts';
import { runFiles } from './run-files.ts';

/** An epoch as a run's log has it. */
export interface LogLine {
  readonly phase: string;
  readonly epoch: number;
  readonly images: number;
  readonly seconds: number;
  /** Seconds of them in which the engine waited for data. */
  readonly data_wait: number;
  /** Of its last update; absent in runs of earlier versions. */
  readonly learning_rate?: number;
  /** Losses and metrics, of the validation part with `val_` in front. */
  readonly measures: Readonly<Record<string, number>>;
}

/** A longer one is no log of a run. */
const largestLog = 2 ** 28;

type Written = Omit<LogLine, 'measures'>;

const isLine = new Ajv().compile<Written>({
  type: 'object',
  properties: {
    phase: { type: 'string' },
    epoch: { type: 'integer', minimum: 1 },
    images: { type: 'integer', minimum: 1 },
    seconds: { type: 'number', minimum: 0 },
    data_wait: { type: 'number', minimum: 0 },
    learning_rate: { type: 'number', minimum: 0 },
  },
  additionalProperties: { type: 'number' },
  required: ['phase', 'epoch', 'images', 'seconds', 'data_wait'],
});

/** The epochs of a run, in order; a line that no run writes is left out. None where there is no log. */
export async function readLog(folder: string): Promise<readonly LogLine[]> {
  const bytes = await readOwn(join(folder, runFiles.log), largestLog).catch(() => undefined);
  if (bytes === undefined) return [];
  return decodeText(bytes)
    .split('\n')
    .flatMap((line): readonly LogLine[] => {
      const value = parse(line);
      if (!isLine(value)) return [];
      const { phase, epoch, images, seconds, data_wait, learning_rate, ...measures } = value;
      const rate = learning_rate === undefined ? {} : { learning_rate };
      return [{ phase, epoch, images, seconds, data_wait, ...rate, measures }];
    });
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
