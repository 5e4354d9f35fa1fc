import type { IToken } from 'chevrotain';
import type { Diagnostic } from './diagnostic.ts';
import type { Source } from './source.ts';

export interface Balanced {
  readonly tokens: IToken[];
  readonly unclosed: ReadonlySet<IToken>;
  readonly tooDeep: boolean;
}

export function balance(_source: Source, tokens: IToken[], _diagnostics: Diagnostic[]): Balanced {
  return { tokens, unclosed: new Set(), tooDeep: false };
}
