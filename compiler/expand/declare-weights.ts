import type { Entry, WeightsDeclaration } from '../../grammar/ast.ts';
import type { Checksum, WeightSet } from '../graph/weight-source.ts';
import { addressFault } from './address-fault.ts';
import { type Constant, describe } from './constant.ts';
import { evaluate, evaluateKnown } from './evaluate.ts';
import type { BodyPlace } from './expansion.ts';
import type { Place } from './place.ts';
import { keyedEntries } from './read-entries.ts';

/** `weights imagenet = "https://…" { md5 = "…"  pixels = [-1, 1] }`: checked, and kept for the application that asks for it. */
export function declareWeights(statement: WeightsDeclaration, place: BodyPlace): void {
  const { frame, reporter } = place;
  const { name, span } = statement;
  if (frame.weights === undefined || !frame.body.statements.includes(statement)) {
    return reporter.report('CNN213', span, ['weights']);
  }
  if (frame.weights.has(name.text)) return;
  frame.weights.set(name.text, readSet(statement, place));
}

/** The entries of a set that give values to the model's parameters. */
export const presetsOf = ({ entries }: WeightsDeclaration, parameters: readonly string[]): readonly Entry[] =>
  entries.filter(({ key }) => parameters.includes(key.text));

function readSet(statement: WeightsDeclaration, place: BodyPlace): WeightSet | undefined {
  const { name, location, entries } = statement;
  const presets = presetsOf(statement, place.frame.parameters ?? []);
  const own = entries.filter((entry) => !presets.includes(entry));
  const keyed = keyedEntries('weights', `\`weights ${name.text}\``, own, place.reporter);
  const url = readUrl(location, place);
  const checksum = readChecksum(keyed.sha256 ?? keyed.md5, place);
  const pixels = keyed.pixels === undefined ? undefined : readPixels(keyed.pixels, place);
  if (url === undefined || checksum === 'faulty' || pixels === 'faulty') return undefined;
  return {
    ...{ kind: 'set', name: name.text, url },
    ...(checksum === undefined ? {} : { checksum }),
    ...(pixels === undefined ? {} : { pixels }),
  };
}

function readUrl(location: WeightsDeclaration['location'], place: Place): string | undefined {
  const value = evaluate(location, place);
  if (value?.type !== 'string') return undefined;
  if (!/^https?:\/\//i.test(value.value))
    return place.reporter.report('CNN442', location.span, [value.value]);
  const fault = addressFault(value.value);
  if (fault === undefined) return value.value;
  return place.reporter.report('CNN180', location.span, [value.value, fault.reason, fault.fix]);
}

const digits = { sha256: 64, md5: 32 };

/** A checksum; none where the entry is absent or `none`. */
function readChecksum(entry: Entry | undefined, place: Place): Checksum | undefined | 'faulty' {
  if (entry === undefined) return undefined;
  const algorithm = entry.key.text === 'md5' ? 'md5' : 'sha256';
  const value = evaluateKnown(entry.value, place);
  if (value === undefined) return 'faulty';
  if (value.type === 'none') return undefined;
  const digest = value.type === 'string' ? value.value.toLowerCase() : '';
  if (digest.length === digits[algorithm] && /^[0-9a-f]+$/.test(digest)) return { algorithm, digest };
  const wanted = `${digits[algorithm]} hexadecimal digits in quotes`;
  place.reporter.report('CNN112', entry.value.span, [`\`${algorithm}\``, wanted, describe(value)]);
  return 'faulty';
}

function readPixels(entry: Entry, place: Place): readonly [number, number] | 'faulty' {
  const value = evaluateKnown(entry.value, place);
  if (value === undefined) return 'faulty';
  const [low, high, more] = value.type === 'list' ? value.items.map(numberOf) : [];
  if (low !== undefined && high !== undefined && more === undefined && low < high) return [low, high];
  const wanted = 'the least and the largest value, as `[-1, 1]`';
  place.reporter.report('CNN112', entry.value.span, ['`pixels`', wanted, describe(value)]);
  return 'faulty';
}

const numberOf = (value: Constant): number | undefined => (value.type === 'number' ? value.value : undefined);
