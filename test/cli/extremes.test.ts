import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { cnnc, fileOf, repositoryFile } from './run-cnnc.ts';

const program = repositoryFile('dist/cli/main.js');
/** Milliseconds of a processor: each takes a fifth of a second to half of one; sources that run untranslated make it more. */
const patience = 12_000;

const model = (body: string): string => `model M {\n  input x: float32[8]\n  ${body}\n}\n`;

const doubled = Array.from({ length: 60 }, (_, i) => `let list${i + 1} = list${i} + list${i}\n`).join('');

/** What a file may ask for, and what it is told. */
const extremes: readonly (readonly [what: string, text: string, told: string])[] = [
  ['a million million rounds', model('repeat 1e12 { Dense(8) }'), 'CNN128'],
  ['a million million empty rounds', model('repeat 1e12 { }'), 'CNN128'],
  ['blocks that apply one another', `block A { B }\nblock B { A }\n${model('A')}`, 'CNN143'],
  ['blocks that apply one another twice', `block A { B B }\nblock B { A A }\n${model('A')}`, 'CNN143'],
  ['2⁶⁰ elements', 'model M {\n  input x: float32[1152921504606846976]\n}\n', 'CNN208'],
  [
    'a list doubled 60 times',
    `let list0 = [1, 2]\n${doubled}${model('for n in list60 { Dense(n) }')}`,
    'CNN128',
  ],
  ['10,000 nested braces', `model M ${'{ a: '.repeat(10_000)}${'}'.repeat(10_000)}`, 'CNN023'],
  ['10 MiB', `# ${'x'.repeat(10 * 1024 * 1024)}\n`, 'CNN024'],
];

/** Long texts of mistakes. */
const mistaken: readonly (readonly [what: string, text: string])[] = [
  ['a line of open braces', model('{'.repeat(100_000))],
  [
    'unclosed braces before a word',
    `data D { source = shapes(10) ${'{'.repeat(2000)}1field label: class[4] }`,
  ],
  ['a line of characters that are none', model('é¤# "'.repeat(20_000))],
  ['a line of layers that there are not', model('Konv '.repeat(50_000))],
  [
    'unknown names among many',
    model(Array.from({ length: 5000 }, (_, i) => `let abc${i} = abd${i}\n`).join('')),
  ],
  ['a name of 100,000 letters', model('X'.repeat(100_000))],
  ['an unknown layer in each round of a loop', model('repeat 65536 { Conv(64) }')],
];

/** What `cnnc check` says, and the milliseconds of a processor that it takes. */
async function check(text: string, ...options: string[]) {
  const file = fileOf(text);
  const before = process.cpuUsage();
  const told = await cnnc(['check', ...options, file]);
  const { user, system } = process.cpuUsage(before);
  return { ...told, milliseconds: (user + system) / 1000 };
}

describe('at once', () => {
  it.each(extremes)('%s: one error says what is too much', async (_what, text, wanted) => {
    const { code, out, err, milliseconds } = await check(text, '--json');
    const { diagnostics } = JSON.parse(out) as { diagnostics: { code: string; severity: string }[] };
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    expect([code, err, errors.map((error) => error.code)]).toEqual([1, '', [wanted]]);
    expect(milliseconds).toBeLessThan(patience);
  });

  it.each(mistaken)('%s: at most 200 mistakes, each drawn in a few lines', async (_what, text) => {
    const { code, err, milliseconds } = await check(text);
    expect(code).toBe(1);
    expect(err).toMatch(/^error\[CNN\d+\]/);
    expect(err.length).toBeLessThan(200_000);
    expect(milliseconds).toBeLessThan(patience);
  });
});

it('all of them within 512 MiB', () => {
  const files = [...extremes, ...mistaken].map(([, text], index) => fileOf(text, `${index}.cnn`));
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--max-old-space-size=512', program, 'check', ...files],
    { encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  expect(status, stderr.slice(-1000)).toBe(1);
  expect(stderr.match(/^error/gm)?.length).toBeGreaterThan(files.length);
});
