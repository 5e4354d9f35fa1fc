import { type BoundSymbol, originOf } from '../bind/bound-symbol.ts';

/** What a symbol is, as messages call it: `a value`, `data`. */
export function describeKind(symbol: BoundSymbol): string {
  const { kind } = originOf(symbol);
  switch (kind) {
    case 'data':
      return kind;
    case 'size':
      return 'a value';
    case 'weight set':
      return 'a set of weights';
    case 'import':
    case 'input':
    case 'output':
      return `an ${kind}`;
    case 'block':
    case 'model':
    case 'train':
    case 'layer':
    case 'value':
    case 'parameter':
    case 'loop variable':
    case 'label':
    case 'field':
    case 'phase':
      return `a ${kind}`;
  }
}
