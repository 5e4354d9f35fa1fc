import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tokenMatcher, type IToken, type TokenType } from 'chevrotain';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SemanticTokens } from 'vscode-languageserver';
import { type Language, type Parser, Query } from 'web-tree-sitter';
import { Source } from '../../../grammar/source.ts';
import {
  AnyName,
  BinaryOperatorToken,
  CommentToken,
  Keyword,
  Kind,
  keywords,
  tokenize,
  NumberToken,
  PercentToken,
  SizeToken,
  StringToken,
} from '../../../grammar/tokens.ts';
import { legend } from '../../../lsp/features/semantic-tokens.ts';
import { examples } from '../../lsp/examples.ts';
import { session } from '../../lsp/session.ts';
import { loadLanguage, parserOf, room } from './language.ts';

const queryText = readFileSync(join(room, 'queries/highlights.scm'), 'utf8');
let parser: Parser;
let query: Query;

beforeAll(async () => {
  const language: Language = await loadLanguage();
  parser = parserOf(language);
  query = new Query(language, queryText);
});

/** The innermost capture of each character; no node may have two. */
function coloursOf(text: string): readonly string[] {
  const colours = Array<string>(text.length).fill('');
  const tree = parser.parse(text)!;
  const seen = new Set<number>();
  for (const { name, node } of query.captures(tree.rootNode)) {
    expect(seen, `${node.type} ${node.text} has two`).not.toContain(node.id);
    seen.add(node.id);
    colours.fill(name, node.startIndex, node.endIndex);
  }
  tree.delete();
  return colours;
}

/** What may colour a token by what it is to the lexer. */
function wanted(token: IToken): RegExp {
  const is = (type: TokenType): boolean => tokenMatcher(token, type);
  if (is(CommentToken)) return token.image.startsWith('##') ? /^comment\.documentation$/ : /^comment$/;
  if (is(StringToken)) return /^string/;
  if (is(NumberToken) || is(SizeToken) || is(PercentToken)) return /^number$/;
  if (Object.values(Keyword).some((type) => token.tokenType === type))
    return /^(keyword|boolean|constant\.builtin|variable\.parameter|property)/;
  if (is(Kind)) return /^type$/;
  if (is(AnyName)) return /^(variable|property|function|label|type\.builtin)/;
  return is(BinaryOperatorToken) ? /^operator$/ : /^(operator|punctuation)/;
}

/** What may colour what the language server tells of; of a text with values in it, it tells piece by piece. */
const bySemantics: Readonly<Record<string, RegExp>> = {
  class: /^type|^variable$/,
  function: /^(function|type)/,
  interface: /^type$/,
  struct: /^(type|variable)$/,
  event: /^(type|variable)$/,
  parameter: /^variable/,
  variable: /^variable/,
  property: /^(property|variable|label|string|embedded)/,
  enumMember: /^(variable|type\.builtin)$/,
  method: /^property$/,
  keyword: /^(keyword|boolean|constant\.builtin)/,
  comment: /^comment/,
  string: /^(string|punctuation\.bracket)/,
  number: /^number$/,
};

/** Places, texts and types of what the language server colours. */
async function toldOf(text: string): Promise<readonly { at: number; end: number; type: string }[]> {
  const client = await session();
  client.open('file:///work/net.cnn', text);
  const { data } = await client.of<SemanticTokens>('semanticTokens/full', 'file:///work/net.cnn');
  const { lineStarts } = new Source('net.cnn', text);
  let [line, character] = [0, 0];
  return Array.from({ length: data.length / 5 }, (_, index) => {
    const [down = 0, right = 0, length = 0, type = 0] = data.slice(index * 5, index * 5 + 4);
    [line, character] = [line + down, down === 0 ? character + right : right];
    const at = (lineStarts[line] ?? 0) + character;
    return { at, end: at + length, type: legend.tokenTypes[type] ?? '' };
  });
}

describe('the query for colours', () => {
  it('names every keyword', () => {
    expect(keywords.filter((word) => !queryText.includes(`"${word}"`))).toEqual(['true', 'false', 'none']);
  });

  it.each(examples)('colours every token of %s as what it is', (_, text) => {
    const colours = coloursOf(text);
    const { tokens, groups } = tokenize(text);
    const wrong = [...tokens, ...(groups['comments'] ?? [])].filter(
      (token) => !wanted(token).test(colours[token.startOffset] ?? ''),
    );
    expect(wrong.map(({ image, startOffset }) => `${image}: ${colours[startOffset]}`)).toEqual([]);
  });

  it.each(examples)(
    'colours %s as the language server does, as far as that needs no meaning',
    async (_, text) => {
      const colours = coloursOf(text);
      const told = await toldOf(text);
      expect(told.length).toBeGreaterThan(20);
      const wrong = told.filter(({ at, type }) => !bySemantics[type]?.test(colours[at] ?? ''));
      expect(wrong.map(({ at, end, type }) => `${type} ${text.slice(at, end)}: ${colours[at]}`)).toEqual([]);
    },
  );

  it('colours keys apart from keywords, labels from names, and what is within a text', () => {
    const text = 'model Net(n = 3) { input i: f[n]  "a{n}\\n": Dense(input=n, x=f(1))  b: Kind }';
    const colours = coloursOf(text);
    const of = (words: string): string | undefined => colours[text.indexOf(words)];
    expect(['model', 'Net', 'n = 3', 'input i', 'i:', 'f[', 'a{', '{n', 'n}', '\\n'].map(of)).toEqual([
      ...['keyword', 'type', 'variable.parameter', 'keyword', 'property', 'type.builtin', 'string'],
      ...['punctuation.bracket', 'variable', 'string.escape'],
    ]);
    expect(['input=', 'n,', 'f(', 'b:', ': Kind'].map(of)).toEqual([
      ...['variable.parameter', 'variable', 'function', 'label', 'punctuation.delimiter'],
    ]);
  });
});
