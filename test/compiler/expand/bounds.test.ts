import { describe, expect, test } from 'vitest';
import { compileText } from '../../support/compile-text.ts';
import { sample } from '../../support/sample.ts';
import { processorTime } from '../../support/processor-time.ts';

/**
 * The codes of what is wrong with a text; a second is what the largest expansion takes of a processor, some more beside threads of
 * engines and on a busy machine.
 */
function quickly(text: string): string[] {
  let codes: string[] = [];
  const took = processorTime(() => (codes = compileText(text).diagnostics.map(({ code }) => code)));
  expect(took).toBeLessThan(12_000);
  return codes;
}

const inModel = (body: string): string => `model M { input x: float32[8] ${body} }`;
const nested = (open: string, close: string, depth: number): string =>
  open.repeat(depth) + close.repeat(depth);

describe('expansion is bounded', () => {
  test.each([
    ['a huge count', inModel('repeat 1e12 { Dense(3) }'), ['CNN128']],
    ['counts that multiply', inModel('repeat 999 { repeat 999 { repeat 999 { } } }'), ['CNN128']],
    ['too many layers', inModel('repeat 120000 { Dropout(0.5) }'), ['CNN128']],
    ['a huge shape', 'model M { input x: float32[1152921504606846976, 4] Flatten }', ['CNN208']],
    ['a huge product', 'model M { input x: float32[1e15, 1e15, 1e15] Flatten }', ['CNN208']],
    ['a huge kernel', inModel('Dense(1e12) Dense(1e12)'), ['CNN208']],
    ['a number without end', inModel('Dense(1e308 * 1e308)'), ['CNN121']],
  ])('%s', (_title, text, codes) => {
    expect(quickly(text)).toEqual(codes);
  });

  test('what many models expand to together, and what poisoned bodies do', () => {
    const models = Array.from({ length: 50 }, (_, i) =>
      inModel('repeat 9999 { ReLU }').replace('M', `M${i}`),
    );
    expect(quickly(models.join('\n'))).toEqual(['CNN128']);
    const lets = Array.from({ length: 2000 }, (_, i) => `let v${i} = 1`).join(' ');
    const codes = quickly(inModel(`Dnse repeat 90000 { ${lets} ReLU }`));
    expect(codes.filter((code) => code !== 'CNN131' && code !== 'CNN157')).toEqual(['CNN102']);
  });

  test.each([
    ['a layer', 'Konv(64)', ['CNN102']],
    ['an argument', 'Conv2D(3, 1, paddin=same)', ['CNN107']],
    ['a value', 'let size = sise', ['CNN101']],
    ['a label', 'from nowhere', ['CNN142']],
  ])('%s that does not exist, in each of 65,536 rounds, is told once and cheaply', (_what, body, codes) => {
    const text = `model M { input x: float32[8, 8, 3] repeat 65536 { ${body} } }`;
    const before = process.cpuUsage();
    const { diagnostics } = compileText(text);
    const { user } = process.cpuUsage(before);
    expect(diagnostics.map(({ code }) => code).toSorted()).toEqual(codes);
    expect(user / 1000).toBeLessThan(4000);
  });

  test('thousands of mistakes', () => {
    const values = Array.from({ length: 1500 }, (_, i) => `let name${i} = nam${i}x`).join('\n');
    const layers = Array.from({ length: 1500 }, (_, i) => `layer Name${i} = Nam${i}x(3)`).join('\n');
    const codes = quickly(`${values}\n${layers}`);
    expect(codes.filter((code) => code !== 'CNN131' && code !== 'CNN157').length).toBe(201);
    expect(codes).toContain('CNN141');
  });

  test('thousands of warnings refuse nothing, and leave room for every error', () => {
    const unused = Array.from({ length: 1500 }, (_, i) => `let v${i} = 1`).join(' ');
    const right = compileText(inModel(`${unused} ReLU`));
    expect(right.diagnostics.some(({ severity }) => severity === 'error')).toBe(false);
    expect(right.diagnostics.filter(({ code }) => code === 'CNN131').length).toBe(200);
    const wrong = Array.from({ length: 150 }, (_, i) => `let w${i} = nam${i}x`).join(' ');
    const codes = quickly(inModel(`${unused} ${wrong} ReLU`));
    expect(codes.filter((code) => code === 'CNN101').length).toBe(150);
    expect(codes).toContain('CNN157');
    expect(codes).not.toContain('CNN141');
  });

  test('a text that doubles', () => {
    const doubling = Array.from({ length: 60 }, (_, i) => `let t${i + 1} = "{t${i}}{t${i}}"`).join('\n');
    expect(quickly(`let t0 = "x"\n${doubling}\n${inModel('require t60 == "x"')}`)).toEqual(['CNN128']);
  });

  test('a list that doubles, and one of lists', () => {
    const joined = Array.from({ length: 60 }, (_, i) => `let a${i + 1} = a${i} + a${i}`).join('\n');
    const boxed = Array.from({ length: 60 }, (_, i) => `let b${i + 1} = [b${i}, b${i}]`).join('\n');
    const text = `let a0 = [1]\nlet b0 = 1\n${joined}\n${boxed}\n${inModel('require a60 == b60')}`;
    expect(quickly(text)).toEqual(['CNN128', 'CNN128']);
  });

  const inRounds: readonly (readonly [how: string, body: string])[] = [
    ['multiplied', 'let m = [1] * 99990'],
    ['joined', 'let m = l + [1]'],
    ['paired', 'let m = pairwise(l)'],
    ['compared', 'if l == k { }'],
    ['searched', 'let m = max(l)'],
    ['gone through', 'for n in l { }'],
    ['written into labels', '"{t}{i}": Dense(8)'],
  ];
  test.each(sample(inRounds, 4))('a long list or text that is %s in each round of a loop', (_how, body) => {
    const text = inModel(
      `let l = [1] * 30000 let k = [1] * 30000 let t = "${'a'.repeat(9000)}" repeat 40000 as i { ${body} }`,
    );
    const errors = quickly(text).filter((code) => code !== 'CNN131');
    expect(errors).toEqual(['CNN128']);
  });

  const many = (count: number, each: (i: number) => string): string =>
    Array.from({ length: count }, (_, i) => each(i)).join('\n');
  const training = (data: string, train: string, phase: string): string => `
    model M { input image: float32[8, 8, 1] Flatten a: Dense(8) output label: Dense(4, softmax) }
    data D { source = shapes(10, size=8, classes=4) field label: class[4] ${data} }
    train M on D { batch = 2 objective label { loss = sparse_categorical_crossentropy } ${train}
      phase p { epochs = 1 optimizer = Adam ${phase} } }`;

  test.each([
    ['outputs', inModel(many(301, (i) => `output y${i}: Dense(1)`))],
    [
      'fields',
      training(
        many(300, (i) => `field f${i}: float32[1]`),
        '',
        '',
      ),
    ],
    [
      'phases',
      training(
        '',
        many(100, (i) => `phase q${i} { epochs = 1 optimizer = Adam }`),
        '',
      ),
    ],
    [
      'objectives',
      training(
        '',
        many(300, (i) => `objective y${i} { loss = mse }`),
        '',
      ),
    ],
    [
      'lines that freeze',
      training(
        '',
        '',
        many(1001, () => 'freeze a'),
      ),
    ],
  ])('too many %s are told once', (what, text) => {
    const errors = compileText(text).diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code, message }) => [code, message.includes(`too many ${what}`)])).toEqual([
      ['CNN128', true],
    ]);
  });

  test('values that refer to each other a thousand deep, backwards', () => {
    const chain = Array.from({ length: 1000 }, (_, i) => `let c${i} = c${i + 1}`).join('\n');
    expect(new Set(quickly(`${chain}\nlet c1000 = 1\n${inModel('Dense(c0)')}`))).toEqual(new Set(['CNN129']));
  });

  test('models that apply themselves twice, and take parts of themselves by name', () => {
    const own = 'from image d: Own(weights="a.h5") from image e: Own(weights="a.h5") from image';
    expect(quickly(`model Own { input image: float32[16, 16, 1] ${own} }`)).toContain('CNN143');
  });

  test('aliases of each other', () => {
    expect(quickly(`layer A = B layer B = A ${inModel('A')}`)).toEqual(['CNN134']);
  });

  test.each([
    ['groups', inModel(nested('a: { ', '}', 3000))],
    ['conditions', inModel(nested('if true { ', '}', 3000))],
    ['loops', inModel(nested('repeat 1 { ', '}', 3000))],
    ['brackets', `let x = ${nested('(', ')', 3000).replace('()', '(1)')} ${inModel('Dense(x)')}`],
    ['lists', `let x = ${nested('[', ']', 3000)} ${inModel('require x == 1')}`],
    ['signs', `let x = ${'- '.repeat(3000)}1 ${inModel('Dense(x)')}`],
    ['a long sum', `let x = ${'1 + '.repeat(20000)}1 ${inModel('Dense(x)')}`],
    ['conditionals', `let x = ${'if true then 1 else '.repeat(3000)}1 ${inModel('Dense(x)')}`],
    ['else if', inModel(`if false { } ${'else if false { } '.repeat(3000)}`)],
  ])('deeply nested %s end in a diagnostic or a value, not in a crash', (_title, text) => {
    expect(() => quickly(text)).not.toThrow();
  });
});
