import type { TokenType } from 'chevrotain';
import { bindingPower, prefixPower } from '../../grammar/parser/precedence.ts';
import {
  AnyKey,
  CommentToken,
  DataKey,
  EntryKey,
  Keyword,
  Kind,
  keywords,
  PhaseKey,
  TrainKey,
  Word,
} from '../../grammar/tokens.ts';

/** The keywords that are also keys where a category of tokens is read. */
const keysOf = (category: TokenType): readonly string[] =>
  keywords.filter((text) => Keyword[text].CATEGORIES?.includes(category));

const patternOf = ({ PATTERN: pattern }: TokenType): string =>
  pattern instanceof RegExp ? pattern.source : '';

/** What the grammar for Tree-sitter takes from the table of tokens: `editors/tree-sitter/tokens.js`. */
export function makeTokens(): string {
  const parts = {
    keywords,
    keys: {
      argument: keysOf(AnyKey),
      entry: keysOf(EntryKey),
      data: keysOf(DataKey),
      train: keysOf(TrainKey),
      phase: keysOf(PhaseKey),
    },
    bindingPower,
    prefixPower,
    patterns: { word: patternOf(Word), kind: patternOf(Kind), comment: patternOf(CommentToken) },
  };
  const lines = Object.entries(parts).map(
    ([name, part]) => `export const ${name} = ${JSON.stringify(part, null, 2)};\n`,
  );
  return `// Made from grammar/tokens.ts by make-tokens.ts.\n${lines.join('')}`;
}
