import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compile } from '../compiler/compile.ts';
import { renderAll } from '../compiler/diagnostics/render.ts';
import { Source } from '../grammar/source.ts';

/*
 * Every example in the documents compiles. A block marked `cnn later` uses parts of the language that have no
 * meaning yet: it has to parse, and to say so.
 */

const documents = [
  'README.md',
  'ARCHITECTURE.md',
  ...readdirSync('docs').map((name) => `docs/${name}`),
].filter((name) => name.endsWith('.md'));

const examples = documents.flatMap((name) => {
  const text = readFileSync(name, 'utf8');
  return [...text.matchAll(/^```cnn( later)?\n([\s\S]*?)^```$/gm)].map(([, later, code = ''], index) => ({
    name: `${name}, example ${index + 1}`,
    later: later !== undefined,
    code,
  }));
});

const compiled = (code: string) => compile(new Source('example.cnn', code)).diagnostics;

describe('examples in the documents', () => {
  it('are there', () => {
    expect(examples.filter(({ later }) => !later).length).toBeGreaterThanOrEqual(3);
  });

  it.each(examples.filter(({ later }) => !later))('$name compiles', ({ code }) => {
    expect(compiled(code)).toEqual([]);
  });

  it.each(examples.filter(({ later }) => later))(
    '$name parses, and says what is not supported yet',
    ({ code }) => {
      const errors = compiled(code).filter(({ severity }) => severity === 'error');
      expect(errors.filter(({ message }) => !message.includes('not supported yet'))).toEqual([]);
      expect(errors.length).toBeGreaterThan(0);
    },
  );
});

describe('mistakes in the documents', () => {
  const shown = documents.flatMap((name) => {
    const text = readFileSync(name, 'utf8');
    const pairs = text.matchAll(/^```cnn wrong\n([\s\S]*?)^```\n\n```text\n([\s\S]*?)^```$/gm);
    return [...pairs].map(([, code = '', output = '']) => ({ name, code, output }));
  });

  it.each(shown)('$name shows what is printed', ({ code, output }) => {
    const { diagnostics } = compile(new Source('net.cnn', code));
    expect(renderAll(diagnostics).trim()).toBe(output.trim());
  });

  it('are there', () => {
    expect(shown.length).toBeGreaterThan(0);
  });
});

describe('shipped examples', () => {
  const files = readdirSync('examples').filter((name) => name.endsWith('.cnn'));
  it.each(files)('%s compiles without a warning', (name) => {
    expect(compiled(readFileSync(`examples/${name}`, 'utf8'))).toEqual([]);
  });
});
