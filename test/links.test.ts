import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, it } from 'vitest';

/* Links of the documents to files and headings of this repository lead somewhere. */

const documents = readdirSync('.')
  .concat(readdirSync('docs').map((name) => `docs/${name}`))
  .filter((name) => name.endsWith('.md'));

/** A text without its blocks and spans of code. */
const prose = (text: string): string =>
  text.replace(/^```[^\n]*\n[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, (code) => 'x'.repeat(code.length));

/** What a heading is called in an address, as GitHub has it; one that comes again gets a number. */
function anchorsOf(text: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const [, heading = ''] of text.replace(/^```[^\n]*\n[\s\S]*?^```$/gm, '').matchAll(/^#+ +(.+)$/gm)) {
    const plain = heading.trim().toLowerCase();
    const slug = plain.replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, '').replaceAll(' ', '-');
    let anchor = slug;
    for (let count = 1; anchors.has(anchor); count++) anchor = `${slug}-${count}`;
    anchors.add(anchor);
  }
  return anchors;
}

/** What is wrong with a document's links, a line each. */
function brokenLinks(document: string, text: string): readonly string[] {
  return [...prose(text).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) => {
    if (/^[a-z]+:/.test(target)) return [];
    const [path = '', anchor] = target.split('#');
    const file = path === '' ? document : join(dirname(document), path);
    if (relative('.', file).startsWith('..') || !existsSync(file))
      return [`${target}: there is no such file`];
    if (anchor === undefined) return [];
    if (!statSync(file).isFile() || !anchorsOf(readFileSync(file, 'utf8')).has(anchor)) {
      return [`${target}: there is no such heading`];
    }
    return [];
  });
}

it.each(documents)('the links of %s lead somewhere', (document) => {
  expect(brokenLinks(document, readFileSync(document, 'utf8'))).toEqual([]);
});

it('names links that do not', () => {
  const text =
    '[a](no.md) [b](training.md#nowhere) [c](#gone) [d](../../x.md) [e](https://x.y/z#a) `[f](no.md)`\n';
  expect(brokenLinks('docs/build.md', text)).toEqual([
    'no.md: there is no such file',
    'training.md#nowhere: there is no such heading',
    '#gone: there is no such heading',
    '../../x.md: there is no such file',
  ]);
  expect(brokenLinks('docs/build.md', '[g](training.md#the-largest-batch) [h](../examples)')).toEqual([]);
});
