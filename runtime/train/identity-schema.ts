import { createHash } from 'node:crypto';
import { Ajv } from 'ajv';
import type { SettingDefinition } from '../../compiler/catalogue/settings/define-setting.ts';
import { keptSettings } from '../../compiler/catalogue/settings/registry.ts';
import { boxFormsSchema } from '../data/box-forms-schema.ts';
import type { RunIdentity } from './identity.ts';
import { describeError } from './progress-schema.ts';

const digest = { type: 'string', pattern: '^[0-9a-f]{64}$' };
const texts = { type: 'object', additionalProperties: { type: 'string' } };
const counted = { type: 'integer', minimum: 1, maximum: 1_000_000 };
const shape = { type: 'array', items: counted, maxItems: 8 };
const seed = { type: 'integer', minimum: 0, maximum: 2 ** 32 - 1 };

function schemaOf({ accepts }: SettingDefinition): object {
  if (accepts.type === 'integer') return counted;
  if (accepts.type === 'measure') return { type: 'string' };
  return accepts.type === 'enum' ? { enum: accepts.values } : { type: accepts.type };
}

const phase = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    ...Object.fromEntries(keptSettings.map((setting) => [setting.kind, schemaOf(setting)])),
  },
  required: [
    'name',
    ...keptSettings.filter(({ default: preset }) => preset === undefined).map(({ kind }) => kind),
  ],
};

const options = {
  type: 'object',
  properties: {
    engine: { type: 'string' },
    seed,
    batch: { anyOf: [counted, { const: 'auto' }] },
    epochs: counted,
    fold: { type: 'string', pattern: '^\\d{1,4}(/\\d{1,4})?$' },
    data: texts,
  },
};

/** What `run.json` holds; before imports were kept, it had none, and in its first format no checksum. */
const schema = {
  type: 'object',
  properties: {
    format: { enum: [1, 2] },
    checksum: digest,
    train: { type: 'string' },
    spec: digest,
    imports: { type: 'object', additionalProperties: digest },
    texts: {
      type: 'object',
      properties: { spec: { type: 'string' }, imports: texts },
      required: ['spec', 'imports'],
    },
    engine: { type: 'string' },
    seed,
    data: { type: 'string' },
    classes: { type: 'array', items: { type: 'string' } },
    boxes: boxFormsSchema,
    examples: { type: 'integer', minimum: 0 },
    shapes: { type: 'object', additionalProperties: { type: 'object', additionalProperties: shape } },
    directory: { type: 'string' },
    phases: { type: 'array', items: phase, minItems: 1 },
    options,
  },
  required: ['format', 'train', 'spec', 'engine', 'seed', 'data', 'phases', 'options'],
  if: { properties: { format: { const: 2 } } },
  then: { required: ['checksum'] },
};

type Written = Omit<RunIdentity, 'imports'> &
  Partial<Pick<RunIdentity, 'imports'>> & { readonly checksum?: string };

const isWritten = new Ajv().compile<Written>(schema);

/** Reads `run.json`, or says what is wrong with it. */
export function parseIdentity(text: string): RunIdentity | string {
  try {
    const value: unknown = JSON.parse(text);
    if (!isWritten(value)) return describeError(isWritten.errors);
    const { checksum, ...identity } = value;
    if (checksum !== undefined && checksum !== checksumOf(identity))
      return 'its content is not what was written: it does not come to its checksum';
    return { ...identity, imports: identity.imports ?? {} };
  } catch {
    return 'it is not JSON';
  }
}

/** What `run.json` is to hold. */
export const encodeIdentity = (identity: RunIdentity): string =>
  `${JSON.stringify({ ...identity, checksum: checksumOf(identity) }, null, 2)}\n`;

/** Of all that an identity holds, however it is laid out. */
const checksumOf = (identity: object): string =>
  createHash('sha256').update(JSON.stringify(identity)).digest('hex');
