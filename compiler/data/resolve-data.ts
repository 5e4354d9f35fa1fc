import type { DataDeclaration, Entry } from '../../grammar/ast.ts';
import { settings } from '../catalogue/settings/registry.ts';
import { dataWords } from '../foreign/settings.ts';
import type { Place } from '../expand/place.ts';
import { keyedEntries, readEntry } from '../expand/read-entries.ts';
import { doubtPreparation } from './doubt-rescaling.ts';
import { resolveAugment } from './resolve-augment.ts';
import { resolveBalance } from './resolve-balance.ts';
import type { DataSpec, FieldSpec } from './data-spec.ts';
import { resolveFields } from './resolve-fields.ts';
import { resolvePrepare } from './resolve-prepare.ts';
import { resolveSource } from './resolve-source.ts';
import { resolveSplit } from './resolve-split.ts';

/** A data block as far as it is known. */
export interface ResolvedData {
  readonly name: string;
  /** Undefined where something of it is at fault, which has been reported. */
  readonly spec: DataSpec | undefined;
  /** The fields that are known, and whether there can be no others. */
  readonly fields: readonly FieldSpec[];
  readonly complete: boolean;
}

/** Checks a `data` block. */
export function resolveData(data: DataDeclaration, place: Place): ResolvedData {
  const { reporter } = place;
  const name = data.name.text;
  const entries = data.members.filter((member) => member.type === 'entry');
  const keyed = keyedEntries('data', `\`data ${name}\``, entries, reporter, dataWords);
  const source = keyed.source === undefined ? undefined : resolveSource(keyed.source, place);
  if (keyed.source === undefined) reporter.report('CNN301', data.name.span, [name]);
  const resolved = resolveFields(data, source, place);
  const fields = resolved.filter((field) => field !== undefined);
  const split = resolveSplit(data, source, place);
  const steps = resolvePrepare(data, fields, place);
  const prepare = steps.filter((step) => step !== undefined);
  doubtPreparation(data, steps, fields, reporter);
  const random = resolveAugment(data, { fields, prepare }, place);
  const augment = random.filter((step) => step !== undefined);
  const seed = readOr('seed', keyed.seed, place);
  const strict = readOr('strict', keyed.strict, place);
  const balance = resolveBalance(name, keyed.balance, resolved, place);
  const complete = source !== undefined && fields.length === resolved.length;
  const faulty =
    !complete ||
    split === undefined ||
    typeof seed !== 'number' ||
    strict === undefined ||
    balance === undefined ||
    prepare.length < steps.length ||
    augment.length < random.length;
  const spec = faulty
    ? undefined
    : {
        name,
        source,
        fields,
        split,
        seed,
        prepare,
        augment,
        balance,
        strict: strict === true,
        span: data.name.span,
      };
  return { name, spec, fields, complete };
}

/** A setting as it is written, else its default; undefined where it is at fault. */
const readOr = (key: 'seed' | 'strict', entry: Entry | undefined, place: Place) =>
  entry === undefined ? settings[key].default : readEntry(entry, settings[key].accepts, place);
