import { expect, test } from 'vitest';
import { type Palette, plainPalette } from '../../../compiler/diagnostics/palette.ts';
import { render, renderAll } from '../../../compiler/diagnostics/render.ts';
import type { Diagnostic } from '../../../grammar/diagnostic.ts';
import { Source } from '../../../grammar/source.ts';
import { compileText } from '../../support/compile-text.ts';

const rendered = (text: string): string => renderAll(compileText(text).diagnostics);

test('a layer that does not fit: source, mark, origin, stack, arithmetic, fix', () => {
  expect(
    rendered(`model Small {
  input image: float32[7, 7, 1]
  for size in [3, 9] {
    Conv2D(16, kernel_size=size)
  }
}
`),
  ).toMatchInlineSnapshot(`
    "error[CNN206]: \`Conv2D\`: the 9×9 kernel does not fit the 5×5 input
      ┌─ test.cnn:4:16
      │
     4│     Conv2D(16, kernel_size=size)
      │                ^^^^^^^^^^^^^^^^ on [5, 5, 16]
      │
     4│     Conv2D(16, kernel_size=size)   makes [5, 5, 16]
      = in: Small › size = 9
      = note: height: ⌊(5 − 9) / 1⌋ + 1 = −3
      = fix: a smaller \`kernel_size\`, or \`padding=same\`
    "
  `);
});

test('a word that is misspelt, in a loop', () => {
  expect(
    rendered(`model M {
  input image: float32[28, 28, 1]
  repeat 3 { Conv2D(8, 3, paddin=same) }
}
`),
  ).toMatchInlineSnapshot(`
    "error[CNN107]: \`Conv2D\` has no parameter \`paddin\`
      ┌─ test.cnn:3:27
      │
     3│   repeat 3 { Conv2D(8, 3, paddin=same) }
      │                           ^^^^^^
      = note: its parameters are filters, kernel_size, strides, padding, dilation_rate, groups, activation, use_bias, kernel_initializer, bias_initializer, kernel_regularizer, bias_regularizer, activity_regularizer, kernel_constraint, bias_constraint
      = fix: did you mean \`padding\`?
    "
  `);
});

test('an output of the wrong size: both places', () => {
  expect(
    rendered(`model M {
  input image: float32[28, 28, 1]
  Flatten
  output label: Dense(12, activation=softmax)
}
data D {
  source = idx("fashion")
  field label: class[10]
}
train M on D {
  batch = 32
  objective label { loss = sparse_categorical_crossentropy }
  phase main { epochs = 1  optimizer = Adam }
}
`),
  ).toMatchInlineSnapshot(`
    "error[CNN405]: the output \`label\` has 12 values, but \`label\` has 10 classes
      ┌─ test.cnn:12:13
      │
    12│   objective label { loss = sparse_categorical_crossentropy }
      │             ^^^^^ […, 12]
      │
     4│   output label: Dense(12, activation=softmax)   makes [12]
     8│   field label: class[10]                        \`label\` has 10 classes
      = fix: make the last layer \`Dense(10, …)\`
    "
  `);
});

const at = (text: string, part: string, more: Partial<Diagnostic> = {}): Diagnostic => {
  const start = text.indexOf(part);
  const span = { source: new Source('file.cnn', text), start, end: start + part.length };
  return { code: 'CNN999', severity: 'error', message: 'this is wrong', span, ...more };
};

test('tabs and wide characters stay aligned', () => {
  expect(render(at('\tlet 名前 = "日本" + wrong', 'wrong'))).toMatchInlineSnapshot(`
    "error[CNN999]: this is wrong
      ┌─ file.cnn:1:18
      │
     1│     let 名前 = "日本" + wrong
      │                         ^^^^^"
  `);
});

test('a long line is cut around the mark', () => {
  const text = `let a = [${'1, '.repeat(80)}wrong, ${'2, '.repeat(80)}3]`;
  expect(render(at(text, 'wrong'))).toMatchInlineSnapshot(`
    "error[CNN999]: this is wrong
      ┌─ file.cnn:1:250
      │
     1│ …1, 1, 1, 1, 1, 1, 1, 1, wrong, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, …
      │                          ^^^^^"
  `);
});

test('a mark over several lines says that it goes on', () => {
  expect(render(at('model M {\n  Dense(3)\n}', 'M {\n  Dense(3)\n}'))).toMatchInlineSnapshot(`
    "error[CNN999]: this is wrong
      ┌─ file.cnn:1:7
      │
     1│ model M {
      │       ^^^…"
  `);
});

test('a mark at the end of the text, and without a place at all', () => {
  const { span: _span, ...placeless } = at('x', 'x');
  const end = at('model M {', '', {
    span: { source: new Source('file.cnn', 'model M {'), start: 9, end: 9 },
  });
  expect(`${render(end)}\n${render({ ...placeless, fix: { title: 'do this' } })}`).toMatchInlineSnapshot(`
    "error[CNN999]: this is wrong
      ┌─ file.cnn:1:10
      │
     1│ model M {
      │          ^
    error[CNN999]: this is wrong
      = fix: do this"
  `);
});

test('a line of a megabyte is rendered at once', () => {
  const text = `let a = "${'\t'.repeat(1_000_000)}" + wrong`;
  const before = process.cpuUsage();
  expect(render(at(text, 'wrong')).length).toBeLessThan(1500);
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(4000);
});

test('control characters and line breaks in messages do no harm', () => {
  const text = render(at('let a = "\u001b[31m"', 'a', { message: 'one\ntwo' }));
  expect(text).not.toContain('\u001b');
  expect(text.split('\n')[0]).toBe('error[CNN999]: one two');
});

test('colours come from the palette', () => {
  const tag = (name: string) => (text: string) => `<${name}>${text}</${name}>`;
  const palette: Palette = {
    error: tag('e'),
    warning: tag('w'),
    info: tag('i'),
    frame: (text) => text,
    strong: (text) => text,
    fix: tag('f'),
  };
  const text = render(at('let a = wrong', 'wrong', { fix: { title: 'right' } }), palette);
  expect(text).toContain('<e>error[CNN999]</e>: this is wrong');
  expect(text).toContain('<e>        ^^^^^</e>');
  expect(text).toContain('<f>right</f>');
});

test('a related place in another file is named by its line', () => {
  const other = new Source('other.cnn', 'let a = 1\nlet b = 2\n');
  const related = [{ span: { source: other, start: 14, end: 15 }, message: 'it is declared here' }];
  expect(render(at('let a = wrong', 'wrong', { related }))).toContain(
    '┌─ other.cnn:2:5: it is declared here',
  );
});

test('an escape code of the palette is no text, and one in a text is shown', () => {
  const green = (text: string): string => `\u001b[32m${text}\u001b[39m`;
  const text = render(at('let a = wrong', 'wrong', { fix: { title: 'write `\u001b[2J`' } }), {
    ...plainPalette,
    fix: green,
  });
  expect(text).toContain(`= fix: ${green('write `\\u{1b}[2J`')}`);
});
