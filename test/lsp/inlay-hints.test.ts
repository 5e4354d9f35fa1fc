import { describe, expect, it, test } from 'vitest';
import type { InlayHint } from 'vscode-languageserver';
import { compile } from '../../compiler/compile.ts';
import { fold } from '../../compiler/hints/hint.ts';
import { formatDimensions } from '../../compiler/sizes/format-size.ts';
import { Source } from '../../grammar/source.ts';
import { examples } from './examples.ts';
import { type Session, session } from './session.ts';

const uri = 'file:///work/net.cnn';
const all = { start: { line: 0, character: 0 }, end: { line: 100_000, character: 0 } };

/** A text with its hints behind what they are of, as `⟨…⟩`. */
async function hinted(client: Session, text: string): Promise<string> {
  const source = new Source('', text);
  const hints = await client.of<InlayHint[]>('inlayHint', uri, { range: all });
  return hints
    .map(({ position, label }) => ({
      at: (source.lineStarts[position.line] ?? 0) + position.character,
      label: typeof label === 'string' ? label : '',
    }))
    .toSorted((a, b) => b.at - a.at)
    .reduce((result, { at, label }) => `${result.slice(0, at)}⟨${label}⟩${result.slice(at)}`, text);
}

const net = `model Net(n = 4) {
  input x: float32[8, 8, 1]
  let m = n * 2
  repeat 2 { Conv2D(m, 3) }
  Flatten
  output y: Dense(n)
}
`;

it('shapes, values and costs stand behind what they are of, folded where rounds are equal', async () => {
  const client = await session();
  client.open(uri, net);
  expect(await hinted(client, net)).toBe(`model Net(n = 4) {⟨1,180 parameters, 12,320 multiply-adds⟩
  input x: float32[8, 8, 1]
  let m = n * 2⟨8⟩
  repeat 2 { Conv2D(m, 3)⟨6×6×8, 4×4×8⟩ }
  Flatten⟨128⟩
  output y: Dense(n)⟨4⟩
}
`);
});

it('a kind of hint that is not wanted is not shown', async () => {
  const client = await session({}, { initializationOptions: { costHints: false } });
  client.open(uri, net);
  expect(await hinted(client, net)).not.toContain('parameters');
  client.notify('workspace/didChangeConfiguration', { settings: { cnnc: { shapeHints: false } } });
  const after = await hinted(client, net);
  expect([after.includes('parameters'), after.includes('⟨128⟩'), after.includes('⟨8⟩')]).toEqual([
    true,
    false,
    true,
  ]);
});

describe('while a text is broken', () => {
  const before =
    'model Net {\n  input x: float32[8, 8, 1]\n  Conv2D(2, 3)⟨6×6×2⟩\n  Flatten⟨72⟩\n  Dense(3)⟨3⟩\n}\n';
  const plain = before.replaceAll(/⟨[^⟩]*⟩/g, '');

  test.each([
    ['a word is half typed', '  Flatten\n', '  Conv\n  Flatten\n', '  Conv\n  Flatten⟨72⟩\n'],
    ['an argument is half typed', 'Dense(3)', 'Dense(3, act', 'Dense(3, act⟨3⟩'],
    ['a bracket is open', 'Conv2D(2, 3)', 'Conv2D(2, ', 'Conv2D(2, '],
    ['another stands in its place', 'Dense(3)', 'Add(3)', 'Add(3)\n'],
  ])('the hints of other lines stay: %s', async (_, from, to, expected) => {
    const client = await session();
    client.open(uri, plain);
    expect(await hinted(client, plain)).toContain('Flatten⟨72⟩');
    const broken = plain.replace(from, to);
    client.change(uri, { text: broken });
    const shown = await hinted(client, broken);
    expect(shown).toContain(expected);
    for (const kept of ['Conv2D(2, 3)⟨6×6×2⟩', 'Flatten⟨72⟩', 'Dense(3)⟨3⟩']) {
      const line = kept.replaceAll(/⟨[^⟩]*⟩/g, '');
      if (broken.includes(`  ${line}\n`)) expect(shown).toContain(kept);
    }
  });

  it('hints are of the text again when it is whole', async () => {
    const client = await session();
    client.open(uri, plain);
    await hinted(client, plain);
    client.change(uri, { text: plain.replace('Flatten', 'Flat') });
    await hinted(client, plain.replace('Flatten', 'Flat'));
    const whole = plain.replace('  Flatten\n', '').replace('Dense(3)', 'Dense(5)');
    client.change(uri, { text: whole });
    expect(await hinted(client, whole)).toMatch(/Dense\(5\)⟨6×6×5⟩\n}\n$/);
  });
});

test.each(examples)('the shapes of %s are those of summary', async (name, text) => {
  const client = await session();
  client.open(uri, text);
  const hints = await client.of<InlayHint[]>('inlayHint', uri, { range: all });
  const { value } = compile(new Source(name, text));
  const { source } = value.syntax;
  const made = new Map<string, string[]>();
  for (const { span, shape } of value.models.flatMap((model) => model.written)) {
    if (span.source !== source) continue;
    const place = JSON.stringify(source.position(span.end));
    made.set(place, [...(made.get(place) ?? []), formatDimensions(shape)]);
  }
  const shown = hints.filter(({ position }) => made.has(JSON.stringify(position)));
  expect(shown.length).toBeGreaterThan(0);
  for (const { position, label } of shown) {
    expect(label).toBe(fold(made.get(JSON.stringify(position)) ?? []));
  }
});

it('defaults stand behind arguments where a person wants them', async () => {
  const text = `block Unit(n, m = 2, k = none) { Dense(n) }
model M {
  input x: float32[8, 8, 1]
  Conv2D(4, 3, padding=same)
  Flatten
  MaxPool2D
  Unit(3)
  Unit(m=3, n=2)
  Dropout(0.5)
  Dense(
    3,
  )
  Dense(3, units=)
  Dense(
}
`.replace('  MaxPool2D\n', '');
  const client = await session(
    {},
    { initializationOptions: { shapeHints: false, costHints: false, defaultHints: true } },
  );
  client.open(uri, text);
  const shown = await hinted(client, text);
  for (const line of [
    '  Conv2D(4, 3, padding=same⟨, strides=1, dilation_rate=1, groups=1, use_bias=true, …⟩)',
    '  Flatten\n',
    '  Unit(3⟨, m=2⟩)',
    '  Unit(m=3, n=2)\n',
    '  Dense(\n    3⟨, use_bias=true',
    '  Dense(3, units=⟨, use_bias=true',
  ])
    expect(shown).toContain(line);
  const without = await session();
  without.open(uri, text);
  expect(await hinted(without, text)).not.toContain('strides');
});
