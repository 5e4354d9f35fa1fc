import type { BoundSymbol } from '../bind/bound-symbol.ts';
import type { Called, Slot } from '../bind/expected/slot.ts';
import { describeType } from '../catalogue/reference/describe-type.ts';
import type { Candidate } from './candidate.ts';
import { parametersOf } from './known-at.ts';
import type { KnownParameter } from './parameters-of-entry.ts';
import { valueCandidates } from './value-candidates.ts';

/** The parameters that are not given yet, those that must be first; then what the next one by position may be. */
export function argumentCandidates(
  { call, given, position }: Extract<Slot, { type: 'argument' }>,
  symbols: readonly BoundSymbol[],
): readonly Candidate[] {
  const known = parametersOf(call);
  const byPosition = new Set(known.filter(({ isByName }) => isByName !== true).slice(0, position));
  const open = known.filter(
    (parameter) => isOffered(parameter) && !byPosition.has(parameter) && !given.includes(parameter.name),
  );
  return [
    ...open.filter(isNeeded).map(argument),
    ...open.filter((parameter) => !isNeeded(parameter)).map(argument),
    ...valueCandidates({ type: 'argument', call, position }, symbols),
  ];
}

const isOffered = ({ isInternal }: KnownParameter): boolean => isInternal !== true;
const isNeeded = (parameter: KnownParameter): boolean => parameter.default === undefined;

/** What a parameter takes, in words. */
export const acceptedText = ({ accepted, accepts }: KnownParameter): string | undefined =>
  accepts ?? (accepted && describeType(accepted));

function argument(parameter: KnownParameter): Candidate {
  const { name, doc, default: preset, symbol } = parameter;
  const accepts = acceptedText(parameter);
  const [span] = symbol?.spans ?? [];
  return {
    name,
    kind: 'argument',
    ...(doc !== undefined && { doc }),
    ...(accepts !== undefined && { accepts }),
    ...(preset === undefined ? { isNeeded: true } : { default: preset }),
    ...(span !== undefined && { span }),
  };
}

/** The parameters of what is called, as candidates, in the order of arguments by position. */
export const argumentsOf = (call: Called): readonly Candidate[] =>
  parametersOf(call).filter(isOffered).map(argument);
