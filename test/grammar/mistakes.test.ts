import { describe, expect, it } from 'vitest';
import { parse } from '../../grammar/parse.ts';
import { Source } from '../../grammar/source.ts';
import { mistakes } from './mistakes.ts';

/** `code line:column message` of every diagnostic, counted from 1. */
function told(text: string): string[] {
  const source = new Source('test.cnn', text);
  return parse(source).diagnostics.map(({ code, span, message }) => {
    const { line, character } = source.position(span?.start ?? -1);
    return `${code} ${String(line + 1)}:${String(character + 1)} ${message}`;
  });
}

describe('a mistake is told once', () => {
  for (const [name, text, diagnostic] of mistakes) {
    it(name, () => {
      expect(told(text)).toEqual([diagnostic]);
    });
  }

  it('each of many in one file, with what is sound around them', () => {
    const source = new Source(
      'many.cnn',
      `let a = [1 2]
model M(classes: 10) {
  input image = float32[28, 28, 1]
  Conv2D(64, padding='same')
  stem Conv2D(64 7)
  conv2d(3)
  repeat 2 {
    Dense(1
    layers.Dense(2)
  }
  Flatten;
  for x [1, 2] { dense(3) }
  output label: Dense(classes, activation: softmax)
}
data D {
  source =
  field x = class[10]
  split { train: 90%  valid = 10% }
}
train M on D {
  batch: 32
  phase main { epochs = True  optimizer = keras.optimizers.SGD(0.1) }
}
`,
    );
    const { value, diagnostics } = parse(source);
    const lines = diagnostics.map(
      ({ code, span }) => `${code} ${String(source.position(span?.start ?? 0).line + 1)}`,
    );
    expect(lines).toEqual([
      ...['CNN034 1', 'CNN032 2', 'CNN031 3', 'CNN003 4', 'CNN033 5', 'CNN034 5', 'CNN039 6', 'CNN020 8'],
      ...[
        'CNN038 9',
        'CNN006 11',
        'CNN030 12',
        'CNN039 12',
        'CNN032 13',
        'CNN035 16',
        'CNN031 17',
        'CNN032 18',
      ],
      ...['CNN032 21', 'CNN037 22', 'CNN038 22'],
    ]);
    expect(value.items.map(({ type }) => type)).toEqual(['let', 'model', 'data', 'train']);
  });

  it('and its edits mend it, where a machine can make them', () => {
    for (const [name, text] of mistakes) {
      const source = new Source('test.cnn', text);
      const edits = parse(source).diagnostics.flatMap(({ fix }) => fix?.edits ?? []);
      // Two have another mistake behind the first, left untold until that is mended.
      if (edits.length === 0 || ['functional style', 'unknown word in data'].includes(name)) continue;
      const mended = edits.reduceRight(
        (result, { span, text: instead }) => result.slice(0, span.start) + instead + result.slice(span.end),
        text,
      );
      expect(told(mended), `${name}: ${mended}`).toEqual([]);
    }
  });
});
