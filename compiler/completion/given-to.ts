import type { BoundModule } from '../bind/bound-module.ts';
import type { BoundSymbol } from '../bind/bound-symbol.ts';
import type { Candidate } from './candidate.ts';
import { signatureAt } from './signature-at.ts';

/** A parameter that a value is given to, and of what. */
export interface Given {
  readonly callee: string;
  readonly parameter: Candidate;
}

/** Of how many uses it is looked. */
const mostUses = 8;

/** The parameters that a value of a module is given to as it is, in the order of the text, each once. */
export function givenTo(bound: BoundModule, symbol: BoundSymbol): readonly Given[] {
  const found = new Map<string, Given>();
  for (const { role, span } of (bound.uses.get(symbol) ?? []).slice(0, mostUses)) {
    const signature = role === 'value' ? signatureAt(bound, span.start) : undefined;
    const parameter = signature?.parameters.find(({ name }) => name === signature.active);
    if (signature === undefined || parameter === undefined) continue;
    found.set(`${signature.name} ${parameter.name}`, { callee: signature.name, parameter });
  }
  return [...found.values()];
}
