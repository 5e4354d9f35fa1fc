import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Expression, Node } from '../../grammar/ast.ts';
import { lex } from '../../grammar/lex.ts';
import { parse, sizeLimit } from '../../grammar/parse.ts';
import { Source } from '../../grammar/source.ts';
import { textOf } from '../../grammar/span.ts';
import { keywords } from '../../grammar/tokens.ts';
import { processorTime } from '../support/processor-time.ts';
import { draws, sample } from '../support/sample.ts';
import { examples } from './examples.ts';
import { nodes, withoutSpans } from './tree.ts';

const parseText = (text: string) => parse(new Source('test.cnn', text));
const codes = (text: string) => parseText(text).diagnostics.map(({ code }) => code);

function expression(text: string): Expression | undefined {
  const { value, diagnostics } = parseText(`let x = ${text}`);
  expect(diagnostics).toEqual([]);
  const [item] = value.items;
  return item?.type === 'let' ? item.value : undefined;
}

/** Reads the text of a node in a place where such a node stands alone; undefined where there is none such. */
function again(node: Node): unknown {
  const text = textOf(node.span);
  const wrap = (before: string, after: string, pick: (found: Node[]) => Node | undefined): unknown => {
    const { value, diagnostics } = parseText(before + text + after);
    return diagnostics.length > 0 ? diagnostics : withoutSpans(pick(nodes(value.items)));
  };
  const first = (type: string) => (found: Node[]) => found.find((other) => other.type === type);
  switch (node.type) {
    case 'import':
    case 'block':
    case 'model':
    case 'data':
    case 'train':
    case 'let':
    case 'layer-alias':
      return wrap('', '', first(node.type));
    case 'step':
    case 'input':
    case 'output':
    case 'repeat':
    case 'for':
    case 'if':
    case 'from':
    case 'require':
    case 'weights':
    case 'path-branch':
      return wrap('model M {', '}', first(node.type));
    case 'group':
    case 'residual':
    case 'parallel':
    case 'reuse':
      return wrap('model M { a: ', '}', first(node.type));
    case 'body':
      return wrap('model M ', '', first('body'));
    case 'type':
      return wrap('model M { input x: ', '}', first('type'));
    case 'field':
    case 'split':
    case 'prepare':
    case 'augment':
      return wrap('data D {', '}', first(node.type));
    case 'phase':
    case 'objective':
    case 'input-binding':
      return wrap('train M on D {', '}', first(node.type));
    case 'freeze':
      return wrap('train M on D { phase p {', '}}', first('freeze'));
    case 'entry':
      return wrap('data D { split {', '}}', first('entry'));
    case 'argument':
    case 'name':
      return wrap('let x = f(', ')', first(node.type === 'name' ? 'none' : 'argument'));
    case 'parameter':
      return wrap('model M(', ') {}', first('parameter'));
    case 'import-name':
      return wrap('import {', '} from "x"', first('import-name'));
    case 'skip':
      return wrap('model M { residual {}', '}', first('skip'));
    case 'symbolic-size':
      return wrap('model M { input x: [', ']}', first('symbolic-size'));
    case 'index':
    case 'range':
      return wrap('let x = a', '', first(node.type));
    case 'module':
    case 'comment':
      return undefined;
    case 'binary':
    case 'boolean':
    case 'call':
    case 'conditional':
    case 'list':
    case 'none':
    case 'number':
    case 'path':
    case 'size':
    case 'string':
    case 'tuple':
    case 'unary':
      return wrap('let x = ', '', (found) =>
        found.find((other) => other.span.start === 8 && other.type === node.type),
      );
  }
}

describe('parse', () => {
  for (const [name, text] of Object.entries(examples)) {
    it(`reads ${name}`, () => {
      const { value, diagnostics } = parseText(text);
      expect(diagnostics.map(({ message }) => message)).toEqual([]);
      expect(value.items.length).toBeGreaterThan(0);
    });

    it(`gives every node of ${name} the span of its text`, () => {
      const { value } = parseText(text);
      for (const node of nodes(value.items)) {
        if (node.type === 'name') {
          expect(textOf(node.span)).toBe(node.text);
          continue;
        }
        const expected = withoutDoc(withoutSpans(node));
        expect(withoutDoc(again(node)), `${node.type}: ${textOf(node.span)}`).toEqual(expected);
      }
    });
  }

  it('reads numbers, percentages and sizes', () => {
    expect(expression('10%')).toMatchObject({ type: 'number', value: 0.1, text: '10%', percent: true });
    expect(expression('1e-4')).toMatchObject({ type: 'number', value: 1e-4, percent: false });
    expect(expression('224%32')).toMatchObject({ type: 'binary', operator: '%' });
    expect(expression('224%(32)')).toMatchObject({ type: 'binary', operator: '%' });
    expect(expression('224%n')).toMatchObject({ type: 'binary', operator: '%' });
    expect(expression('10% * 3')).toMatchObject({ type: 'binary', operator: '*', left: { value: 0.1 } });
    expect(expression('2 GiB')).toMatchObject({ type: 'size', value: 2 * 1024 ** 3, text: '2 GiB' });
    expect(expression('1.5 GiB')).toMatchObject({ type: 'size', value: 1.5 * 1024 ** 3 });
    expect(expression('500MB')).toMatchObject({ type: 'size', value: 5e8, text: '500 MB' });
    expect(codes('let x = 2\nGiB')).not.toEqual([]);
  });

  it('reads strings, their escapes and expressions', () => {
    expect(expression('"a\\n\\"\\\\\\{b\\}\\t"')).toMatchObject({
      value: 'a\n"\\{b}\t',
      parts: ['a\n"\\{b}\t'],
    });
    expect(expression('""')).toMatchObject({ value: '', parts: [''] });
    const node = expression('"block{i + 5}.{j}"');
    expect(node).toMatchObject({ parts: ['block', { type: 'binary' }, '.', { type: 'path' }] });
    const [, sum] = node?.type === 'string' ? node.parts : [];
    expect(typeof sum === 'object' ? textOf(sum.span) : sum).toBe('i + 5');
  });

  it('reads precedence', () => {
    const shape = (node: Expression | undefined): unknown => {
      if (node?.type === 'binary') return [shape(node.left), node.operator, shape(node.right)];
      if (node?.type === 'unary') return [node.operator, shape(node.operand)];
      return node === undefined ? undefined : textOf(node.span);
    };
    expect(shape(expression('1 + 2 * 3 - 4'))).toEqual([['1', '+', ['2', '*', '3']], '-', '4']);
    expect(shape(expression('not a == b and c or d'))).toEqual([
      [['not', ['a', '==', 'b']], 'and', 'c'],
      'or',
      'd',
    ]);
    expect(shape(expression('-a * -b'))).toEqual([['-', 'a'], '*', ['-', 'b']]);
    expect(shape(expression('a - not b < c'))).toEqual(['a', '-', ['not', ['b', '<', 'c']]]);
  });

  it('gives documentation to what stands directly below it', () => {
    const { value } = parseText(
      '## far\n\n## one\n## two\nmodel M {\n  Flatten ## beside\n  ## of it\n  Dense(1)\n}',
    );
    const [model] = value.items;
    expect(model).toMatchObject({
      doc: 'one\ntwo',
      body: { statements: [{ type: 'step' }, { doc: 'of it' }] },
    });
    expect(JSON.stringify(withoutSpans(model))).not.toContain('beside');
  });

  it('takes every keyword for the name of an argument', () => {
    for (const keyword of keywords) expect(codes(`let x = f(${keyword}=1)`), keyword).toEqual([]);
    for (const keyword of keywords) {
      const expected = keyword === 'and' || keyword === 'or' ? 1 : 0;
      expect(codes(`data D { split { a = 1 ${keyword} = 1 } }`).length, keyword).toBe(expected);
    }
  });

  it('gives no meaning to line breaks', () => {
    for (const text of Object.values(examples)) {
      const { tokens } = lex(new Source('x', text), text);
      const words = tokens.map(({ image }) => image);
      for (const blank of ['\n', ' ', '\r\n', '\t']) {
        const { value, diagnostics } = parseText(words.join(blank));
        expect(diagnostics).toEqual([]);
        expect(withoutDoc(withoutSpans(value.items))).toEqual(
          withoutDoc(withoutSpans(parseText(text).value.items)),
        );
      }
    }
  });
});

function withoutDoc(tree: unknown): unknown {
  return JSON.parse(
    JSON.stringify(tree ?? null, (key, value: unknown) => (key === 'doc' ? undefined : value)),
  ) as unknown;
}

describe('parse is bounded', () => {
  const hostile: Readonly<Record<string, string>> = {
    braces: `model M { ${'a: { '.repeat(10_000)}`,
    'closed braces': `model M { ${'a: { '.repeat(10_000)}${'}'.repeat(10_001)}`,
    parentheses: `let x = ${'('.repeat(10_000)}`,
    'closed parentheses': `let x = ${'('.repeat(10_000)}1${')'.repeat(10_000)}`,
    brackets: `let x = ${'['.repeat(10_000)}`,
    'closed brackets': `let x = ${'['.repeat(10_000)}${']'.repeat(10_000)}`,
    calls: `let x = ${'f('.repeat(10_000)}${')'.repeat(10_000)}`,
    minus: `let x = ${'-'.repeat(100_000)}1`,
    not: `let x = ${'not '.repeat(100_000)}a`,
    sum: `let x = 1${' + 1'.repeat(100_000)}`,
    conditionals: `let x = ${'if a then '.repeat(10_000)}`,
    'else conditionals': `let x = ${'if a then b else '.repeat(10_000)} c`,
    'else ifs': `model M { if a {} ${'else if a {} '.repeat(10_000)} }`,
  };
  for (const [name, text] of Object.entries(hostile)) {
    it(`nested too deep: ${name}`, () => {
      let found: string[] = [];
      expect(processorTime(() => (found = codes(text)))).toBeLessThan(12_000);
      expect(found[0]).toBe('CNN023');
      expect(found.length).toBeLessThanOrEqual(2);
    });
  }

  it('however long and broken the text', () => {
    const parts = [
      '}',
      '{',
      ')',
      '(',
      '"',
      "'",
      'a ',
      '§',
      'if ',
      'model ',
      'a = ',
      '/*',
      'x: Conv(1 2)\n',
      '1 ',
    ];
    for (const part of sample(parts, 5)) {
      const text = part.repeat(Math.floor(100_000 / part.length));
      expect(
        processorTime(() => codes(text)),
        part,
      ).toBeLessThan(6000);
    }
  });

  it('in the length of the text', () => {
    expect(codes(' '.repeat(sizeLimit + 1))).toEqual(['CNN024']);
  });

  it('and never throws, on random tokens', () => {
    const words = [
      ...keywords,
      'a',
      'B',
      '1',
      '2 GiB',
      '10%',
      '"s{x}"',
      '"',
      "'q'",
      '# c\n',
      '## d\n',
      '\n',
      '\n  ',
    ];
    const marks = [...'{}()[],:?.=+-*/%<>;!§', '..', '==', '//', '&&'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words, ...marks), { maxLength: 60 }), (parts) => {
        const { value, diagnostics } = parseText(parts.join(' '));
        for (const { span } of [...nodes(value), ...diagnostics]) {
          expect(span?.start).toBeLessThanOrEqual(span?.end ?? -1);
          expect(span?.start).toBeGreaterThanOrEqual(0);
        }
      }),
      draws(500, 20_000),
    );
  });

  it('and any token left out is told, or leaves another tree', () => {
    for (const text of Object.values(examples)) {
      const { tokens } = lex(new Source('x', text), text);
      const whole = JSON.stringify(withoutSpans(parseText(text).value.items));
      let many = 0;
      const tried = sample(tokens, Math.ceil(tokens.length / 8));
      for (const { startOffset, image } of tried) {
        const left = text.slice(0, startOffset) + text.slice(startOffset + image.length);
        const { value, diagnostics } = parseText(left);
        const optional = image === ',' || image === '(' || image === ')';
        if (diagnostics.length === 0 && !optional) {
          expect(JSON.stringify(withoutSpans(value.items)), left).not.toBe(whole);
        }
        if (diagnostics.length > 1) many++;
      }
      // Few of them cannot be told from two mistakes.
      expect(many / tried.length).toBeLessThan(0.06);
    }
  });
});
