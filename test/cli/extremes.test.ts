import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { fileOf, repositoryFile } from './run-cnnc.ts';

const program = repositoryFile('dist/cli/main.js');
/** Milliseconds of a processor: each takes a fifth of a second to half of one; a busy machine makes it more. */
const patience = 2500;
const countsProcessor = `data:text/javascript,${encodeURIComponent(
  `import { writeSync } from 'node:fs';
   process.on('exit', () => { const { user, system } = process.cpuUsage(); writeSync(3, String((user + system) / 1000)); });`,
)}`;

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
function check(text: string, ...options: string[]) {
  const args = ['--max-old-space-size=512', '--import', countsProcessor, program, 'check', ...options];
  const stdio = ['ignore', 'pipe', 'pipe', 'pipe'] as const;
  const { output, ...told } = spawnSync(process.execPath, [...args, fileOf(text)], {
    encoding: 'utf8',
    stdio: [...stdio],
    maxBuffer: 2 ** 28,
  });
  return { ...told, milliseconds: Number(output[3]) };
}

describe('within 512 MiB and at once', () => {
  it.each(extremes)('%s: one error says what is too much', (_what, text, code) => {
    const { status, stdout, stderr, milliseconds } = check(text, '--json');
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; severity: string }[] };
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    expect([status, stderr, errors.map((error) => error.code)]).toEqual([1, '', [code]]);
    expect(milliseconds).toBeLessThan(patience);
  });

  it.each(mistaken)('%s: at most 200 mistakes, each drawn in a few lines', (_what, text) => {
    const { status, stderr, milliseconds } = check(text);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^error\[CNN\d+\]/);
    expect(stderr.length).toBeLessThan(200_000);
    expect(milliseconds).toBeLessThan(patience);
  });
});
