import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { check, format, type Options } from 'prettier';
import { describe, expect, it } from 'vitest';
import * as plugin from '../../../editors/prettier/plugin.ts';
import { parse } from '../../../grammar/parse.ts';
import { print } from '../../../grammar/print.ts';
import { Source } from '../../../grammar/source.ts';
import { examples } from '../../grammar/examples.ts';
import { commentTexts, withoutSpans } from '../../grammar/tree.ts';
import { draws } from '../../support/sample.ts';

const treeOf = (text: string) => parse(new Source('model.cnn', text)).value;
const formatted = (text: string, options: Options = {}): Promise<string> =>
  format(text, { filepath: 'model.cnn', plugins: [plugin], ...options });

const shipped = Object.fromEntries(
  readdirSync('examples')
    .filter((name) => name.endsWith('.cnn'))
    .map((name) => [name, readFileSync(`examples/${name}`, 'utf8')]),
);
const texts = { ...examples, ...shipped };

describe('the Prettier plugin', () => {
  it.each(Object.entries(texts))('prints %s as `cnnc fmt` does', async (_name, text) => {
    expect(await formatted(text)).toBe(print(treeOf(text)));
  });

  it('agrees with `cnnc fmt` wherever comments and line breaks stand', async () => {
    const glue = fc.constantFrom(
      ' ',
      ' ',
      ' ',
      '\n',
      '\n\n',
      '\n\n\n',
      ' # note\n',
      '\n## doc\n',
      ' ## beside\n',
    );
    const gaps = fc.array(glue, { minLength: 30, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.values(texts)), gaps, async (text, glues) => {
        let next = 0;
        const scattered = text.replace(/#.*/g, '').replace(/ (?=[A-Za-z{}])/g, () => glues[next++] ?? ' ');
        if (parse(new Source('model.cnn', scattered)).diagnostics.length > 0) return;
        expect(await formatted(scattered)).toBe(print(treeOf(scattered)));
      }),
      draws(30, 300),
    );
  });

  it.each([30, 60, 100])(
    'keeps tree and comments at a width of %i, and formats again to the same',
    async (printWidth) => {
      for (const text of Object.values(texts)) {
        const narrow = await formatted(text, { printWidth, tabWidth: 4 });
        expect(withoutSpans(treeOf(narrow).items), narrow).toEqual(withoutSpans(treeOf(text).items));
        expect(commentTexts(treeOf(narrow).comments)).toEqual(commentTexts(treeOf(text).comments));
        expect(await check(narrow, { filepath: 'a.cnn', plugins: [plugin], printWidth, tabWidth: 4 })).toBe(
          true,
        );
      }
    },
  );

  it('breaks at the width it is given, and indents as told', async () => {
    const text = 'model M { stem: Conv2D(64, kernel_size=7, strides=2, padding=same) }';
    expect(await formatted(text, { printWidth: 40, tabWidth: 4 })).toBe(
      'model M {\n    stem: Conv2D(\n        64,\n        kernel_size=7,\n        strides=2,\n        padding=same,\n    )\n}\n',
    );
    expect(await formatted(text, { useTabs: true, printWidth: 40 })).toContain('\n\tstem: Conv2D(\n\t\t64,');
  });

  it('keeps one empty line of several, and comments where they are', async () => {
    const text = '## The model.\nmodel M {\n\n  A # one\n\n\n  # two\n  B\n}\n';
    expect(await formatted(text)).toBe('## The model.\nmodel M {\n  A  # one\n\n  # two\n  B\n}\n');
    expect(await formatted('')).toBe('');
    expect(await formatted('# alone')).toBe('# alone\n');
  });

  it('ends lines as Prettier is told, whatever they end with', async () => {
    expect(await formatted('let x = 1\r\nlet y = 2\r\n')).toBe('let x = 1\nlet y = 2\n');
    expect(await formatted('let x = 1\n', { endOfLine: 'crlf' })).toBe('let x = 1\r\n');
  });

  it('formats `cnn` blocks in Markdown', async () => {
    const text = '# Title\n\n```cnn\nmodel M{Dense( 3 )}\n```\n';
    const options = { filepath: 'a.md', plugins: [plugin] };
    expect(await format(text, options)).toBe('# Title\n\n```cnn\nmodel M { Dense(3) }\n```\n');
  });

  it('throws a mistake in the syntax with its place, counted from 1', async () => {
    const error: unknown = await formatted('model M {\n  Dense((3)\n}\n').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SyntaxError);
    expect(error).toMatchObject({
      code: 'CNN020',
      loc: { start: { line: 2, column: 12 }, end: { line: 2, column: 12 } },
    });
    expect(String(error)).toMatch(/`\)` is missing here, .* \(2:12\)\n/);
  });
});
