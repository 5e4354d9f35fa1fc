import { expect, it } from 'vitest';
import type { CodeType } from '../../../../compiler/codegen/model/symbol.ts';
import { itemOf, joinTypes } from '../../../../compiler/codegen/model/type-of.ts';

const number: CodeType = { type: 'number' };
const boolean: CodeType = { type: 'boolean' };

it('joins what is one of some types, those of unions one by one', () => {
  const either: CodeType = { type: 'union', of: [number, boolean] };
  expect(joinTypes([number, number])).toEqual(number);
  expect(joinTypes([number, boolean])).toEqual(either);
  expect(joinTypes([either, number])).toEqual(either);
  expect(
    joinTypes([
      { type: 'choice', values: ['a'] },
      { type: 'choice', values: ['b', 'a'] },
    ]),
  ).toEqual({
    type: 'choice',
    values: ['a', 'b'],
  });
});

it('knows what the items of lists are, of a union of lists too', () => {
  const lists: CodeType = {
    type: 'union',
    of: [
      { type: 'list', item: number },
      { type: 'tuple', items: [boolean, number] },
    ],
  };
  expect(itemOf(lists)).toEqual({ type: 'union', of: [number, boolean] });
});
