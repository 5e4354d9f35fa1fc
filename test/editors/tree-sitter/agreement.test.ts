import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Parser } from 'web-tree-sitter';
import { parse } from '../../../grammar/parse.ts';
import { Source } from '../../../grammar/source.ts';
import { tokenMutants } from '../../grammar/token-mutants.ts';
import { kinds, mutantsOf } from '../../mutation/mutants.ts';
import { sitesOf } from '../../mutation/sites.ts';
import { validTexts } from '../../mutation/texts.ts';
import { draws, times } from '../../support/sample.ts';
import { loadLanguage, parserOf } from './language.ts';
import { outlineOf, outlineOfTree } from './outlines.ts';

let parser: Parser;

beforeAll(async () => {
  parser = parserOf(await loadLanguage());
});

/** Whether our own parser reads a text without a word; then Tree-sitter must, and as the same. */
function agrees(text: string): boolean {
  const { value, diagnostics } = parse(new Source('a.cnn', text));
  if (diagnostics.length > 0) return false;
  const tree = parser.parse(text)!;
  try {
    expect(tree.rootNode.hasError, text).toBe(false);
    expect(outlineOfTree(tree), text).toEqual(outlineOf(value));
  } finally {
    tree.delete();
  }
  return true;
}

const folders = ['compiler/library', 'compiler/library/applications', 'test/cases', 'test/grammar/files'];
const files = folders.flatMap((folder) =>
  readdirSync(folder).flatMap((name) =>
    name.endsWith('.cnn') ? [[name, readFileSync(`${folder}/${name}`, 'utf8')] as const] : [],
  ),
);
const valid = [...validTexts()];

describe('what the parser reads without a word, Tree-sitter reads as the same:', () => {
  it.each(valid)('%s', (_, text) => {
    expect(agrees(text)).toBe(true);
  });

  it.each([
    'let a = [10%, 10%3, 10 % 3, 7%n, 7%(n), (7%), 1e2%, 5 %-1]',
    'let a = [2GiB, 2.5 MB, 3\t KiB]  let b = 4\nlet c = 1e3',
    'model M { let a = 2 MBConv(3) let b = 3 GB  let c = 4 MBs let d = 5\nGiB Conv2D }',
    'let a = not b == c + -d * +e and not f or g % h // 2 / 3 - not - not i < j * 2',
    'let a = - not b == c  let d = (e) * (f,) - ((g, h)) + [i, [], ] * 3',
    'let a = if b then if c then 1 else 2 else if (if d then true else false) then 3 else 4 + 5',
    'let a = f(import=1, if=2, not=3, true=4, and=5, or=none, Kind=6, Kind, g(), h[0].i[..][1..][..2][-1..n])',
    'data D { if = 1 input = 2 and_ = 3 phase = 4 true = "5" } train M on d as e { field = a.b freeze = not c }',
    'train M on D { phase p { input = 1 phase = 2 field = 3 freeze a[1..2]..b.c objective o { objective = 1 phase = 2 } } }',
    'model M { "a{b + c[1]}\\n\\"\\{ # {d(e=1)} }": Dense "": { } x: path { } path { "y": reuse a.b } }',
    'model M { residual when a { } skip when b == c { } residual { } parallel Add(1) { } from a[1] require b : "" "c": D }',
    'model M { weights w = "a" weights v = "b" { sha256 = "c" } for (a, b,) in c as d { } if e { } else if f { } else { } }',
    'model M { input a: f[?b, c + 1, ] input d: [ ] input e: g layer F = G output h: { } output i: parallel J { } }',
    '\ufeff# a\r\n## b \r\nlet\u00a0c\u3000=\f3 # d\r## e\nlet f = "\u{1f600}{g}" ###',
    'import { A as b, c, } from "d" import { } from "" model M(a, b = 3, ) { } block B() { }',
    '',
  ])('%j', (text) => {
    expect(agrees(text)).toBe(true);
  });

  it('files of the library, cases, and what uses every form', () => {
    expect(files.filter(([, text]) => agrees(text)).length).toBeGreaterThan(30);
  });

  it('mutants by kinds of edit', () => {
    const sites = valid.map(([name, text]) => sitesOf(name, text));
    const mutants = kinds.flatMap((kind) => sites.flatMap((each) => mutantsOf(each, kind, times(1, 12))));
    expect(mutants.filter(({ text }) => agrees(text)).length).toBeGreaterThan(100);
  });

  it('mutants by their tokens', () => {
    let read = 0;
    fc.assert(
      fc.property(tokenMutants, (text) => {
        if (agrees(text)) read++;
      }),
      draws(300, 10_000),
    );
    expect(read).toBeGreaterThan(30);
  });
});
