import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lex } from '../../grammar/lex.ts';
import { Source } from '../../grammar/source.ts';
import { examples } from './examples.ts';
import { checkPrint as check } from './check-print.ts';
import { draws } from '../support/sample.ts';

describe('print', () => {
  for (const [name, text] of Object.entries(examples)) {
    it(`is undone by parse: ${name}`, () => {
      expect(check(text)).toMatchSnapshot();
    });
  }

  it('leaves an empty text empty', () => {
    expect(check('')).toBe('');
    expect(check('\n# only a comment\n')).toBe('# only a comment\n');
  });

  it('keeps comments where they are', () => {
    const text = `## the model
model M { # beside
  Conv2D(64) # after
  # between

  Dense(
    1, # units
    # above
    name="x" # behind
    # last
  )
  if a { # one
    Flatten
  } # two
  else { Dense(2) }
  # end
}
# done
`;
    expect(check(text)).toMatchSnapshot();
  });

  it('keeps those around a number that `for` goes through, which would be read as rounds', () => {
    const text = 'model M { for x in (3) { Dense(x) } }\n';
    expect(check(text)).toBe(text);
  });

  it('puts back the parentheses that precedence asks for, and no others', () => {
    const same = [
      '(a + b) * c',
      'a + b * c',
      'a - (b - c)',
      'a - b - c',
      '-(a + b)',
      '-a * b',
      'not (a and b)',
      'not a == b',
      '(not a) == b',
      'a == (not b)',
      '(a < b) == c',
      '(if a then b else c) + 1',
      'if a then b else c + 1',
      'not -a',
      '-(not a)',
      '--a',
      'not not a',
      '(a or b) and c',
    ];
    for (const expression of same) expect(check(`let x = ${expression}`)).toBe(`let x = ${expression}\n`);
    expect(check('let x = ((a)) + (b * (c))')).toBe('let x = a + b * c\n');
  });

  it('writes a fraction of two numbers tight', () => {
    expect(check('let x = 1 / 255 * a / 2')).toBe('let x = 1/255 * a / 2\n');
    expect(check('let x = a * 1 / 2 + 3 // 4')).toBe('let x = a * 1 / 2 + 3 // 4\n');
  });

  it('breaks a chain of one strength behind each of its operators', () => {
    const [sum, message] = ['abcdefgh', 'why'].map((word) => word.repeat(8));
    const printed = check(`model M { require ${sum} + ${sum} * 2 - 1 == 0 : "${message}" }`);
    expect(printed).toBe(
      `model M {\n  require ${sum} +\n    ${sum} * 2 -\n    1 ==\n    0\n    : "${message}"\n}\n`,
    );
  });

  it('breaks what is too long', () => {
    const items = Array.from({ length: 40 }, (_, i) => `item${String(i)}`).join(', ');
    const printed = check(`let x = [${items}]\nmodel M { Dense(${items.replaceAll(',', '+')}) }`);
    for (const line of printed.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });

  it('takes no key for the head of a body', () => {
    check('data D {\nobjective = 4 field image : # note\n  uint8[8, 8, 3] }');
  });

  it('is undone by parse wherever comments and line breaks stand', () => {
    const source = Object.values(examples);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: source.length - 1 }),
        fc.infiniteStream(fc.nat(40)),
        (which, dice) => {
          const text = source[which] ?? '';
          const { tokens } = lex(new Source('x', text), text);
          let result = '';
          for (const token of tokens) {
            const [roll = 0] = [...dice.take(1)];
            result += roll === 0 ? ' # note\n' : roll === 1 ? '\n## doc\n' : roll === 2 ? ' ## beside\n' : '';
            result += roll === 3 ? '\n' : roll === 4 ? '\n\n' : roll === 5 ? '\n  ## one\n\n  ## two\n' : ' ';
            result += token.image;
          }
          check(result);
        },
      ),
      draws(120, 1000),
    );
  });
});
