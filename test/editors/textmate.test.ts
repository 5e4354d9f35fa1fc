import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tokenMatcher, type IToken } from 'chevrotain';
import { beforeAll, describe, expect, it } from 'vitest';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar } from 'vscode-textmate';
import { makeGrammar, makeMarkdownInjection } from '../../editors/textmate/make-grammar.ts';
import {
  AnyName,
  BinaryOperatorToken,
  CommentToken,
  Keyword,
  Kind,
  tokenize,
  NumberToken,
  PercentToken,
  SizeToken,
  StringToken,
} from '../../grammar/tokens.ts';
import { examples } from '../lsp/examples.ts';

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
let grammar: IGrammar;
let markdown: IGrammar;

beforeAll(async () => {
  const path = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
  await oniguruma.loadWASM(readFileSync(path));
  const known: Readonly<Record<string, unknown>> = {
    'source.cnn': makeGrammar(),
    'markdown.cnn.codeblock': makeMarkdownInjection(),
    'text.html.markdown': { scopeName: 'text.html.markdown', patterns: [] },
  };
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    getInjections: (scope) => (scope === 'text.html.markdown' ? ['markdown.cnn.codeblock'] : undefined),
    loadGrammar: (scope) =>
      Promise.resolve(textmate.parseRawGrammar(JSON.stringify(known[scope]), `${scope}.json`)),
  });
  grammar = (await registry.loadGrammar('source.cnn'))!;
  markdown = (await registry.loadGrammar('text.html.markdown'))!;
});

/** The innermost scope of each character. */
function scopesOf(text: string, by: IGrammar = grammar): readonly string[] {
  let state = textmate.INITIAL;
  const scopes: string[] = [];
  for (const line of text.split('\n')) {
    const result = by.tokenizeLine(line, state);
    state = result.ruleStack;
    for (const token of result.tokens)
      for (let at = token.startIndex; at < token.endIndex && at < line.length; at++)
        scopes.push(token.scopes.at(-1) ?? '');
    scopes.push('');
  }
  return scopes;
}

/** What may colour a token. */
function wanted(token: IToken): RegExp | undefined {
  const is = (type: Parameters<typeof tokenMatcher>[1]): boolean => tokenMatcher(token, type);
  if (is(CommentToken)) return /^comment\.line/;
  if (is(StringToken)) return /^(string\.quoted|constant\.character\.escape)/;
  if (is(NumberToken) || is(SizeToken) || is(PercentToken)) return /^constant\.numeric/;
  if (Object.values(Keyword).some((type) => token.tokenType === type))
    return /^(keyword|storage\.type|constant\.language|variable\.parameter)/;
  if (is(Kind)) return /^(support\.class|entity\.name|variable)/;
  if (is(AnyName)) return /^(variable|entity\.name|support)/;
  if (is(BinaryOperatorToken)) return /^keyword\.operator/;
  return undefined;
}

describe('the grammar for colours', () => {
  it('is made from the table of tokens', async () => {
    await expect(json(makeGrammar())).toMatchFileSnapshot('../../editors/textmate/cnn.tmLanguage.json');
    const injection = json(makeMarkdownInjection());
    await expect(injection).toMatchFileSnapshot('../../editors/textmate/markdown.tmLanguage.json');
  });

  it.each(examples)('colours every token of %s as what it is', (_, text) => {
    const scopes = scopesOf(text);
    const { tokens, groups } = tokenize(text);
    const wrong = [...tokens, ...(groups['comments'] ?? [])].flatMap((token) => {
      const pattern = wanted(token);
      const colors = scopes.slice(token.startOffset, token.startOffset + token.image.length);
      const other = pattern && colors.find((color) => !pattern.test(color));
      return other === undefined ? [] : [`${token.tokenType.name} ${token.image}: ${other}`];
    });
    expect(wrong).toEqual([]);
  });

  it('colours what is declared, parameters and labels apart', () => {
    const text = 'model Net(classes = 3) { input image: float32[4]  a: Dense(units=classes) }';
    const scopes = scopesOf(text);
    const of = (word: string): string | undefined => scopes[text.indexOf(word)];
    expect(['model', 'Net', 'classes', 'image', 'float32', 'a:', 'Dense', 'units'].map(of)).toEqual([
      'storage.type.cnn',
      'entity.name.type.model.cnn',
      'variable.parameter.cnn',
      'entity.name.tag.input.cnn',
      'support.type.cnn',
      'entity.name.label.cnn',
      'support.class.cnn',
      'variable.parameter.cnn',
    ]);
  });

  it('colours fences in Markdown, to their end and no further', () => {
    const text = 'words\n\n```cnn\nmodel Net {\n```\n\nmodel Net {\n';
    const scopes = scopesOf(text, markdown);
    expect(scopes[text.indexOf('Net')]).toBe('entity.name.type.model.cnn');
    expect(scopes[text.lastIndexOf('Net')]).toBe('text.html.markdown');
  });
});
