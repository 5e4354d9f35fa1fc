import { Ajv, type ErrorObject } from 'ajv';
import type { Progress } from './progress.ts';

const count = { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER };
const positive = { ...count, minimum: 1 };
const time = { type: 'number', minimum: 0 };
const measures = { type: 'object', additionalProperties: { type: 'number' } };

/** What is added up of each output: a number, or of statistics several. */
const sums = {
  type: 'object',
  additionalProperties: { anyOf: [{ type: 'number' }, { type: 'array', items: { type: 'number' } }] },
};

/** Everything required but what is named as optional; nothing else. */
const table = (properties: Readonly<Record<string, object>>, optional: readonly string[] = []): object => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false,
});

const partial = table(
  {
    cursor: positive,
    sums,
    examples: positive,
    group: table({ batches: count, examples: count }),
    seconds: time,
    waited: time,
  },
  ['group'],
);

const record = table(
  {
    phase: { type: 'string' },
    epoch: positive,
    measures,
    images: positive,
    seconds: time,
    waited: time,
    learning_rate: time,
  },
  ['learning_rate'],
);

const skipped = { type: 'array', items: { type: 'string' }, minItems: 2, maxItems: 2 };

/** What a checkpoint says of how far a run had come. */
const progressSchema = table(
  {
    phase: count,
    epoch: count,
    steps: count,
    updates: count,
    earlier: count,
    partial,
    history: { type: 'array', items: record },
    kept: table({ monitor: { type: 'string' }, epoch: positive, value: { type: 'number' } }),
    test: measures,
    skipped: { type: 'array', items: skipped },
  },
  ['updates', 'earlier', 'partial', 'kept', 'test'],
);

const ajv = new Ajv();
const isProgress = ajv.compile<Progress>(progressSchema);

/** Reads what a checkpoint says of how far a run had come, or what is wrong with it. */
export function parseProgress(text: string | undefined): Progress | string {
  if (text === undefined) return 'it does not say how far the run had come';
  try {
    const value: unknown = JSON.parse(text);
    return isProgress(value) ? value : describeError(isProgress.errors);
  } catch {
    return 'what it says of how far the run had come is not JSON';
  }
}

/** The first error in words: `history/0/epoch` must be >= 1. */
export function describeError(errors: readonly ErrorObject[] | null | undefined): string {
  const [first] = errors ?? [];
  const { instancePath = '', message = 'is not as it was written', params = {} } = first ?? {};
  const strange =
    'additionalProperty' in params ? `: \`${String(params['additionalProperty']).slice(0, 40)}\`` : '';
  const place = instancePath === '' ? 'it' : `\`${instancePath.slice(1, 81)}\``;
  return `${place} ${message}${strange}`;
}
