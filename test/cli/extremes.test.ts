import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { fileOf, repositoryFile } from './run-cnnc.ts';

const program = repositoryFile('dist/cli/main.js');
/** Milliseconds: each takes a fifth of a second alone; a busy machine has more to do. */
const patience = 10_000;

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

describe('within 512 MiB and at once', () => {
  it.each(extremes)('%s: one error says what is too much', (_what, text, code) => {
    const started = performance.now();
    const args = ['--max-old-space-size=512', program, 'check', '--json', fileOf(text)];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; severity: string }[] };
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    expect([status, stderr, errors.map((error) => error.code)]).toEqual([1, '', [code]]);
    expect(performance.now() - started).toBeLessThan(patience);
  });
});
