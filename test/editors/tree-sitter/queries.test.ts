import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Language, type Parser, Query, type QueryCapture } from 'web-tree-sitter';
import { print } from '../../../grammar/print.ts';
import { parse } from '../../../grammar/parse.ts';
import { Source } from '../../../grammar/source.ts';
import { examples } from '../../lsp/examples.ts';
import { loadLanguage, parserOf, room } from './language.ts';

let language: Language;
let parser: Parser;

beforeAll(async () => {
  language = await loadLanguage();
  parser = parserOf(language);
});

/** What a query finds in a text. */
function capturesOf(name: string, text: string): readonly QueryCapture[] {
  const query = new Query(language, readFileSync(join(room, 'queries', `${name}.scm`), 'utf8'));
  return query.captures(parser.parse(text)!.rootNode);
}

/** How far each line is set in by a query: once for each line before it that opens what is still open. */
function indentsOf(text: string): readonly number[] {
  const captures = capturesOf('indents', text);
  const closing = new Set(
    captures.flatMap(({ name, node }) => (name === 'outdent' ? [node.startIndex] : [])),
  );
  const opened = captures.flatMap(({ name, node }) => (name === 'indent' ? [node] : []));
  let start = 0;
  return text.split('\n').map((line, row) => {
    const first = start + line.search(/\S|$/);
    start += line.length + 1;
    const last = closing.has(first) ? first : first - 1;
    const rows = opened.flatMap(({ startPosition, startIndex, endIndex }) =>
      startPosition.row < row && startIndex < first && endIndex > last + 1 ? [startPosition.row] : [],
    );
    return new Set(rows).size;
  });
}

describe('the query', () => {
  it.each(examples)('for indents sets in %s as it is laid out', (_, text) => {
    const printed = print(parse(new Source('a.cnn', text)).value);
    const written = printed.split('\n').map((line) => (/^ */.exec(line)?.[0].length ?? 0) / 2);
    const foretold = indentsOf(printed);
    const wrong = printed.split('\n').filter((line, row) => line !== '' && written[row] !== foretold[row]);
    expect(wrong).toEqual([]);
  });

  it('for folding takes what has several lines', () => {
    const text =
      'model M {\n  repeat 2 {\n    Dense(\n      3,\n    )\n  }\n}\ndata D {\n  split {\n  }\n}\n';
    const folds = capturesOf('folds', text).map(
      ({ node }) => `${node.type} ${node.startPosition.row}–${node.endPosition.row}`,
    );
    expect(folds).toEqual(['body 0–6', 'body 1–5', 'arguments 2–4', 'data 7–10', 'split 8–9']);
  });

  it('for locals tells what is declared from what is used', () => {
    const text = `import { A, B as C } from "d"
let v = w
block X(n = v) { input i: f[?h] l: Conv(n) for (s, t) in v as j { F(s) from l.m } }`;
    const told = (kind: string): readonly string[] =>
      capturesOf('locals', text).flatMap(({ name, node }) =>
        name.startsWith(`local.${kind}`) ? [node.text] : [],
      );
    expect(told('definition')).toEqual(['A', 'C', 'v', 'X', 'n', 'i', 'h', 'l', 's', 't', 'j']);
    expect(told('reference')).toEqual(['w', 'v', 'Conv', 'n', 'v', 'F', 's', 'l']);
  });
});
