import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lex } from '../../grammar/lex.ts';
import { parse } from '../../grammar/parse.ts';
import { print } from '../../grammar/print.ts';
import { Source } from '../../grammar/source.ts';
import { commentTexts, examples, withoutSpans } from './examples.ts';

function check(text: string): string {
  const first = parse(new Source('first.cnn', text));
  expect(first.diagnostics.map(({ message }) => message)).toEqual([]);
  const printed = print(first.value);
  const second = parse(new Source('second.cnn', printed));
  expect(
    second.diagnostics.map(({ message }) => message),
    printed,
  ).toEqual([]);
  expect(withoutSpans(second.value.items), printed).toEqual(withoutSpans(first.value.items));
  expect(commentTexts(second.value.comments), printed).toEqual(commentTexts(first.value.comments));
  expect(print(second.value)).toBe(printed);
  return printed;
}

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

  it('breaks what is too long', () => {
    const items = Array.from({ length: 40 }, (_, i) => `item${String(i)}`).join(', ');
    const printed = check(`let x = [${items}]\nmodel M { Dense(${items.replaceAll(',', '+')}) }`);
    for (const line of printed.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
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
      { numRuns: 300 },
    );
  });
});
