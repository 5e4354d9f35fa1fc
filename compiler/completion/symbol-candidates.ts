import { type BoundSymbol, originOf, type SymbolKind } from '../bind/bound-symbol.ts';
import type { Candidate } from './candidate.ts';
import { neededOf } from './needed-of.ts';
import { parametersOfSymbol } from './parameters-of-symbol.ts';

/** A name that a module declares. */
export function symbolCandidate({ name, ...symbol }: BoundSymbol): Candidate {
  const { kind, declaration, spans } = originOf({ name, ...symbol });
  const [span] = spans;
  const doc = 'doc' in declaration && declaration.type !== 'comment' ? declaration.doc : undefined;
  return {
    name,
    kind: kind === 'import' ? 'value' : kind,
    ...(doc !== undefined && { doc }),
    ...(kind === 'block' || kind === 'model' || kind === 'layer'
      ? neededOf(parametersOfSymbol({ name, ...symbol }))
      : {}),
    ...(span !== undefined && { span }),
  };
}

const isOf =
  (kinds: readonly SymbolKind[]) =>
  (symbol: BoundSymbol): boolean =>
    kinds.includes(originOf(symbol).kind);

const isCapital = ({ name }: BoundSymbol): boolean => /^[A-Z]/.test(name);

/** Whether a name may be applied; of what an import brings from a file that cannot be read, its spelling says. */
export const applicable = (symbol: BoundSymbol): boolean => {
  const { kind } = originOf(symbol);
  return kind === 'import' ? isCapital(symbol) : isOf(['block', 'model', 'layer'])(symbol);
};

/** Whether it may merge several tensors. */
export const mergeable = (symbol: BoundSymbol): boolean => isOf(['block', 'layer'])(symbol);

/** Whether it is a value. */
export const valued = (symbol: BoundSymbol): boolean => {
  const { kind } = originOf(symbol);
  return kind === 'import'
    ? !isCapital(symbol)
    : isOf(['parameter', 'value', 'loop variable', 'size'])(symbol);
};

/** Whether it is a block that compares a prediction with its target. */
export function comparing(symbol: BoundSymbol): boolean {
  const { kind, inside } = originOf(symbol);
  if (kind === 'layer') return symbolIsLoss(inside?.());
  return kind === 'block' && symbolIsLoss(inside?.());
}

const symbolIsLoss = (inside: ReturnType<NonNullable<BoundSymbol['inside']>>): boolean =>
  ['target', 'prediction'].every((name) => inside?.labels.findHere(name)?.kind === 'input');
