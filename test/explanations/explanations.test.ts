import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pages } from '../../cli/explain/pages.ts';
import { compile } from '../../compiler/compile.ts';
import { compilerMessages as compilerMessages } from '../../compiler/diagnostics/messages/messages.ts';
import { type Example, readPatch } from '../../grammar/explanation.ts';
import { grammarMessages as grammarMessages } from '../../grammar/messages.ts';
import { Source } from '../../grammar/source.ts';
import { codesIn, filesUnder } from './codes.ts';
import { errorsDocument } from './errors-document.ts';

const codes = [
  ...new Set([
    ...Object.keys(grammarMessages),
    ...Object.keys(compilerMessages),
    ...codesIn('grammar', 'compiler', 'runtime', 'cli'),
  ]),
].toSorted();

const examples = pages.flatMap(({ code, patch }) =>
  patch === undefined ? [] : [{ code, ...readPatch(patch) }],
);
const ofTexts = examples.filter(({ code }) => code < 'CNN600');
const ofRuns = examples.filter(({ code }) => code >= 'CNN600');

const told = (text: string): readonly string[] =>
  compile(new Source('example.cnn', text)).diagnostics.map(({ code, message }) => `${code} ${message}`);

describe('explanations', () => {
  it('are there for every code, and for no other', () => {
    expect(pages.map(({ code }) => code)).toEqual(codes);
  });

  it('have titles of one line without a full stop, rules and remedies of whole sentences', () => {
    for (const { code, title, rule, remedy } of pages) {
      expect(title, code).toMatch(/^[^\nA-Z][^\n]{7,88}[^\n.]$/);
      expect(rule, code).toMatch(/^[^\n]{32,}[.!?)]$/);
      expect(remedy, code).toMatch(/^[^\n]{7,}[.?]$/);
    }
  });

  it('have an example wherever a text alone can be wrong', () => {
    expect(ofTexts.length).toBeGreaterThanOrEqual(60);
    const bare = pages.filter(({ patch }) => patch === undefined).map(({ code }) => code);
    // Bounds, whose examples would be as large as what they forbid.
    const bounds = ['CNN023', 'CNN024', 'CNN025', 'CNN129', 'CNN141', 'CNN157'];
    expect(bare.filter((code) => code < 'CNN600')).toEqual(bounds);
  });

  it('make docs/errors.md', async () => {
    await expect(errorsDocument(pages)).toMatchFileSnapshot('../../docs/errors.md');
  });
});

describe('examples of explanations', () => {
  it.each(ofTexts)('$code: the wrong one gives that code alone, at its mark', ({ code, wrong, mark }) => {
    const { diagnostics } = compile(new Source('example.cnn', wrong));
    expect(diagnostics.map((found) => found.code)).toEqual([code]);
    const { start = -1, end = -1 } = diagnostics[0]?.span ?? {};
    expect([start, end > (mark?.end ?? 0) ? mark?.end : end]).toEqual([mark?.start, mark?.end]);
  });

  it.each(ofRuns)('$code: the wrong one has no mistake that the compiler could see', ({ wrong }) => {
    expect(told(wrong)).toEqual([]);
  });

  it.each(examples)('$code: the mended one has no mistake', ({ mended }: Example) => {
    expect(told(mended)).toEqual([]);
  });
});

it('every code has a test of its own, or an example that is one', () => {
  const tests = filesUnder('test', /\.(ts|cnn)$/).filter((name) => !name.includes('/explanations/'));
  const texts = tests.map((name) => readFileSync(name, 'utf8')).join('\n');
  const tested = new Set(ofTexts.map(({ code }) => code));
  expect(codes.filter((code) => !tested.has(code) && !texts.includes(code))).toEqual([]);
});
