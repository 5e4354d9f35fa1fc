import { describe, expect, it } from 'vitest';
import { CnnParser } from '../../grammar/parser/items.ts';
import * as t from '../../grammar/tokens.ts';
import { conflicts, type Production } from './ll.ts';

const productions: readonly Production[] = new CnnParser(false).getSerializedGastProductions();

/** The decisions that look at two tokens, as `rule/kind`: an argument's `name =` before a value. */
const twoTokens = ['argument/Option'];

describe('the grammar', () => {
  it('passes the self-analysis', () => {
    expect(() => new CnnParser(false)).not.toThrow();
  });

  it('is LL(1) across rules, but for the listed decisions', () => {
    const found = conflicts(productions, t.tokenTypes, ['module', 'hole']);
    expect(found.map(({ decision }) => decision)).toEqual(twoTokens);
  });

  it('is found out where a statement begins with a bracket', () => {
    const bracket = terminal('LeftBracket');
    const broken = productions.map((rule) =>
      rule.name === 'step' ? { ...rule, definition: [choice([rule.definition ?? [], [bracket]])] } : rule,
    );
    const found = conflicts(broken, t.tokenTypes, ['module', 'hole']);
    expect(found.map(({ decision }) => decision)).toContain('path/Repetition');
  });

  it('is found out where a statement begins with a parenthesis, a minus or a brace', () => {
    for (const name of ['LeftParen', 'Minus', 'LeftBrace', 'Dot']) {
      const broken = productions.map((rule) =>
        rule.name === 'from'
          ? { ...rule, definition: [choice([rule.definition ?? [], [terminal(name)]])] }
          : rule,
      );
      const found = conflicts(broken, t.tokenTypes, ['module', 'hole']);
      expect(found.length, name).toBeGreaterThan(twoTokens.length);
    }
  });
});

function terminal(name: string): Production {
  return { type: 'Terminal', name };
}

function choice(alternatives: readonly (readonly Production[])[]): Production {
  return {
    type: 'Alternation',
    definition: alternatives.map((definition) => ({ type: 'Alternative', definition })),
  };
}
