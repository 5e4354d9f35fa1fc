import type { Candidate } from './candidate.ts';
import type { KnownParameter } from './parameters-of-entry.ts';

/** Which of some parameters must be given, as a part of a candidate. */
export function neededOf(parameters: readonly KnownParameter[]): Pick<Candidate, 'needs'> {
  const needs = parameters
    .filter(({ default: preset, isInternal }) => preset === undefined && isInternal !== true)
    .map(({ name, isByName }) => (isByName === true ? `${name}=` : name));
  return needs.length === 0 ? {} : { needs };
}
