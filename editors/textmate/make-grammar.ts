import type { TokenType } from 'chevrotain';
import {
  BinaryOperatorToken,
  CommentToken,
  Keyword,
  keywords,
  type KeywordText,
  NumberToken,
  PercentToken,
  SizeToken,
  tokenTypes,
} from '../../grammar/tokens.ts';

/** A rule of TextMate's: what matches `match`, or from `begin` to `end`, is named. */
interface Rule {
  readonly name?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly captures?: Readonly<Record<string, { readonly name: string }>>;
  readonly patterns?: readonly Rule[];
}

/** What each keyword is, in TextMate's names. */
const families: readonly { readonly name: string; readonly of: readonly KeywordText[] }[] = [
  { name: 'constant.language.cnn', of: ['true', 'false', 'none'] },
  { name: 'keyword.operator.word.cnn', of: ['and', 'or', 'not'] },
  {
    name: 'keyword.control.cnn',
    of: ['repeat', 'for', 'in', 'if', 'then', 'else', 'when', 'require', 'reuse'],
  },
  { name: 'keyword.control.import.cnn', of: ['import', 'from', 'as'] },
];

const structure = 'storage.type.cnn';
const word = '[A-Za-z_][A-Za-z0-9_]*';
const alternatives = (texts: readonly string[]): string => `\\b(?:${texts.join('|')})\\b`;

/** `model Net`, `phase main`: what is declared, by the word before it. */
const declared: readonly (readonly [KeywordText, string])[] = [
  ['model', 'entity.name.type.model.cnn'],
  ['block', 'entity.name.type.block.cnn'],
  ['layer', 'entity.name.type.layer.cnn'],
  ['data', 'entity.name.type.data.cnn'],
  ['train', 'entity.name.type.cnn'],
  ['on', 'entity.name.type.cnn'],
  ['let', 'variable.other.constant.cnn'],
  ['for', 'variable.other.cnn'],
  ['input', 'entity.name.tag.input.cnn'],
  ['output', 'entity.name.tag.output.cnn'],
  ['objective', 'entity.name.tag.output.cnn'],
  ['field', 'entity.name.tag.field.cnn'],
  ['phase', 'entity.name.section.cnn'],
];

const keywordName = (text: KeywordText): string =>
  families.find(({ of }) => of.includes(text))?.name ?? structure;

/** The pattern of a token as it is written, for Oniguruma. */
function patternOf({ PATTERN: pattern }: TokenType): string {
  if (pattern instanceof RegExp) return pattern.source;
  return typeof pattern === 'string' ? pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : '';
}

/** Operators as they are written, the longer first. */
function operators(): string {
  const words: readonly TokenType[] = Object.values(Keyword);
  const signs = tokenTypes.filter(
    (type) =>
      type !== BinaryOperatorToken &&
      !words.includes(type) &&
      type.CATEGORIES?.includes(BinaryOperatorToken) === true,
  );
  return signs
    .map(patternOf)
    .toSorted((a, b) => b.length - a.length)
    .join('|');
}

/** The grammar for editors that colour by TextMate's rules, from the table of tokens: `editors/textmate/cnn.tmLanguage.json`. */
export function makeGrammar() {
  const rules: readonly Rule[] = [
    { name: 'comment.line.documentation.cnn', match: '##.*$' },
    { name: 'comment.line.number-sign.cnn', match: patternOf(CommentToken) },
    {
      name: 'string.quoted.double.cnn',
      begin: '"',
      end: '"|$',
      patterns: [{ name: 'constant.character.escape.cnn', match: '\\\\.' }],
    },
    ...declared.map(([keyword, name]): Rule => ({
      match: `\\b(${keyword})\\s+(?!(?:${keywords.join('|')})\\b)(${word})`,
      captures: { 1: { name: keywordName(keyword) }, 2: { name } },
    })),
    { name: 'variable.parameter.cnn', match: `\\b${word}(?=\\s*=(?!=))` },
    ...families.map(({ name, of }): Rule => ({ name, match: alternatives(of) })),
    {
      name: structure,
      match: alternatives(keywords.filter((text) => keywordName(text) === structure)),
    },
    ...[SizeToken, PercentToken, NumberToken].map((token): Rule => ({
      name: 'constant.numeric.cnn',
      match: `(?<![A-Za-z0-9_])${patternOf(token)}`,
    })),
    { name: 'support.type.cnn', match: `\\b[a-z_][A-Za-z0-9_]*(?=\\[)` },
    { name: 'entity.name.label.cnn', match: `\\b[a-z_][A-Za-z0-9_]*(?=\\s*:)` },
    { name: 'support.class.cnn', match: `\\b[A-Z][A-Za-z0-9_]*` },
    { name: 'support.function.cnn', match: `\\b[a-z_][A-Za-z0-9_]*(?=\\()` },
    { name: 'variable.other.cnn', match: `\\b[a-z_][A-Za-z0-9_]*` },
    { name: 'keyword.operator.cnn', match: `${operators()}|=|\\?|\\.\\.` },
  ];
  return { name: 'cnn', scopeName: 'source.cnn', fileTypes: ['cnn'], patterns: rules };
}

/** A grammar that is put into that of Markdown, for fenced code. */
export function makeMarkdownInjection() {
  return {
    scopeName: 'markdown.cnn.codeblock',
    injectionSelector: 'L:text.html.markdown',
    patterns: [
      {
        name: 'markup.fenced_code.block.markdown',
        begin: '(^|\\G)(\\s*)(`{3,}|~{3,})\\s*(?i:(cnn)((\\s+|:|,|\\{|\\?)[^`]*)?$)',
        end: '(^|\\G)(\\2|\\s{0,3})(\\3)\\s*$',
        beginCaptures: {
          3: { name: 'punctuation.definition.markdown' },
          4: { name: 'fenced_code.block.language.markdown' },
          5: { name: 'fenced_code.block.language.attributes.markdown' },
        },
        endCaptures: { 3: { name: 'punctuation.definition.markdown' } },
        patterns: [
          {
            begin: '(^|\\G)(\\s*)(.*)',
            while: '(^|\\G)(?!\\s*([`~]{3,})\\s*$)',
            contentName: 'meta.embedded.block.cnn',
            patterns: [{ include: 'source.cnn' }],
          },
        ],
      },
    ],
  };
}
