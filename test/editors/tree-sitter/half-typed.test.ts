import { beforeAll, expect, it } from 'vitest';
import type { Parser } from 'web-tree-sitter';
import { examples } from '../../lsp/examples.ts';
import { sample } from '../../support/sample.ts';
import { loadLanguage, parserOf } from './language.ts';
import { outlineOfTree } from './outlines.ts';

let parser: Parser;

beforeAll(async () => {
  parser = parserOf(await loadLanguage());
});

function nodesOf(text: string): readonly string[] {
  const tree = parser.parse(text)!;
  const { nodes } = outlineOfTree(tree);
  tree.delete();
  return nodes;
}

const endOf = (node: string): number => Number(node.split('–').at(-1));

it.each(sample(examples, 5))(
  'nearly all that stands before a break in %s is read as in the whole',
  (_, text) => {
    const whole = nodesOf(text);
    let [kept, before] = [0, 0];
    for (let end = 7; end < text.length; end += 23) {
      const found = new Set(nodesOf(text.slice(0, end)));
      const past = whole.filter((node) => endOf(node) < end - 1);
      before += past.length;
      kept += past.filter((node) => found.has(node)).length;
    }
    expect(before).toBeGreaterThan(500);
    expect(kept / before).toBeGreaterThan(0.98);
  },
);
