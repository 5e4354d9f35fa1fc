import { expect, it } from 'vitest';
import { examples } from './examples.ts';
import { format, formatClosed, formatRange } from '../../lsp/features/formatting.ts';
import { parse } from '../../grammar/parse.ts';
import { print } from '../../grammar/print.ts';
import { Source } from '../../grammar/source.ts';
import { cursorsIn, withEdits } from './cursors.ts';

const text = `model Net{
input x:float32[ 8 ]
  Dense( 3 )

  # kept
  Dense(  4)
}`;

it.each(examples)('edits make of %s what the formatter prints', (_, code) => {
  const squeezed = code.replace(/^ +/gm, '').replaceAll(' = ', '=');
  const source = new Source('net.cnn', squeezed);
  expect(withEdits(squeezed, format(source))).toBe(print(parse(source).value));
});

it('edits are of blanks alone, so that what stands between keeps its place', () => {
  const source = new Source('net.cnn', text);
  for (const { newText } of format(source)) expect(newText.trim()).toBe('');
  expect(format(new Source('net.cnn', withEdits(text, format(source))))).toEqual([]);
});

it('a part is laid out alone', () => {
  const source = new Source('net.cnn', text);
  const range = { start: { line: 5, character: 0 }, end: { line: 6, character: 0 } };
  expect(withEdits(text, formatRange(source, range))).toBe(text.replace('(  4)', '(4)'));
});

it('what a brace closes is laid out when it is typed', () => {
  const marked = 'let  a = 1\nmodel Net { input x: float32[8]  a: {   Dense(3)}|   Dense( a) }';
  const { text, positions } = cursorsIn(marked);
  const edits = formatClosed(new Source('net.cnn', text), positions[0]!);
  expect(withEdits(text, edits)).toBe(
    'let  a = 1\nmodel Net { input x: float32[8]  a: { Dense(3) }   Dense( a) }',
  );
});

it('a text that cannot be read is left as it is', () => {
  expect(format(new Source('net.cnn', 'model Net {  input x:'))).toEqual([]);
});
