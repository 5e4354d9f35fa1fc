import type { BoundModule } from '../bind/bound-module.ts';
import { expectedAt } from '../bind/expected/expected-at.ts';
import type { Called, Slot } from '../bind/expected/slot.ts';
import { argumentsOf } from './argument-candidates.ts';
import type { Candidate } from './candidate.ts';
import { parameterAt } from './known-at.ts';

/** What is being called at a place of a text. */
export interface Signature {
  readonly name: string;
  /** In the order of arguments by position, those by name alone last. */
  readonly parameters: readonly Candidate[];
  /** The parameter whose argument is being written, where there is one. */
  readonly active?: string;
}

interface Argument {
  readonly call: Called;
  readonly name?: string;
  readonly position: number;
}

/** What is called around a place, and which of its parameters is being given. */
export function signatureAt(bound: BoundModule, offset: number): Signature | undefined {
  const argument = argumentIn(expectedAt(bound, offset).slot);
  if (argument === undefined) return undefined;
  const { call } = argument;
  const active = parameterAt(call, argument)?.name;
  return { name: call.name, parameters: argumentsOf(call), ...(active !== undefined && { active }) };
}

function argumentIn(slot: Slot): Argument | undefined {
  if (slot.type === 'argument') return slot;
  return slot.type === 'value' && slot.of.type === 'argument' ? slot.of : undefined;
}
