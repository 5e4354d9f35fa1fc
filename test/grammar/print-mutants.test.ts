import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parse } from '../../grammar/parse.ts';
import { Source } from '../../grammar/source.ts';
import { draws } from '../support/sample.ts';
import { checkPrint } from './check-print.ts';
import { tokenMutants } from './token-mutants.ts';

it('is undone by parse for every mutant of an example that has no errors', () => {
  let parsed = 0;
  fc.assert(
    fc.property(tokenMutants, (text) => {
      if (parse(new Source('mutant.cnn', text)).diagnostics.length > 0) return;
      parsed++;
      checkPrint(text);
    }),
    draws(300, 3000),
  );
  expect(parsed).toBeGreaterThan(30);
});
