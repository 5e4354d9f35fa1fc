import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { commands } from '../../cli/commands.ts';
import { paletteFor, wantsColor } from '../../cli/palette.ts';
import { cnnc, fileOf, repositoryFile } from './run-cnnc.ts';

test('the version is the package’s', async () => {
  const { version } = JSON.parse(readFileSync(repositoryFile('package.json'), 'utf8')) as { version: string };
  expect(await cnnc(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
});

test('help lists every command on stdout; no arguments list them on stderr, which is wrong usage', async () => {
  const help = await cnnc(['--help']);
  const bare = await cnnc([]);
  expect([help.code, help.err, bare.code, bare.out]).toEqual([0, '', 2, '']);
  for (const { name } of commands)
    for (const text of [help.out, bare.err]) expect(text).toContain(`  ${name}`);
});

test.each(commands.map(({ name }) => name))(
  '`%s --help` describes the command, which takes --json where it has a result',
  async (name) => {
    const { code, out } = await cnnc([name, '--help']);
    const takes = out.includes('--json');
    expect([code, out.startsWith(`Usage: cnnc ${name}`), takes]).toEqual([0, true, name !== 'lsp']);
  },
);

test.each([
  [['chek'], "unknown command 'chek'", 'check'],
  [['check', '--jsn', 'x.cnn'], "unknown option '--jsn'", '--json'],
  [['check'], "missing required argument 'files'", ''],
  [['summary', 'a.cnn', 'b.cnn'], 'too many arguments', ''],
  [['run', 'a.cnn', '--seed', '1', '--seed=2'], '`--seed` is given twice: `1` and `2`', 'keep one of them'],
  [['graph', 'a.cnn', '-o', 'a.svg', '--out', 'b.svg'], '`--out` is given twice: `a.svg` and `b.svg`', ''],
])('%j is wrong usage', async (args, message, suggestion) => {
  const { code, out, err } = await cnnc(args);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(message);
  expect(err).toContain(suggestion);
});

test.each([
  [['train', 'net.cnn', '--epochs', '3'], 'write `cnnc run net.cnn --epochs 3`'],
  [['net.cnn'], 'write `cnnc check net.cnn`'],
  [['plot', 'net.cnn'], 'write `cnnc graph net.cnn`'],
  [['run', 'net.cnn', '--lr', '0.1'], 'write it in the phase'],
  [['run', 'net.cnn', '--batch-size=8'], 'write `--batch 32`'],
  [['graph', 'net.cnn', '-o', 'net.PNG'], 'write `-o net.svg`'],
  [['graph', 'net.cnn', '-o', 'net.html'], 'add `--html`'],
  [['graph', 'net.cnn', '--html', '-o', 'net.svg'], 'leave out `--html`'],
])('%j is said otherwise, and how', async (args, fix) => {
  const { code, out, err } = await cnnc(args);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(`  = fix: ${fix}`);
});

test('colour is asked for, forbidden, or as the terminal is', () => {
  expect(wantsColor(true, { NO_COLOR: '1' }, false)).toBe(true);
  expect(wantsColor(false, {}, true)).toBe(false);
  expect(wantsColor(undefined, { NO_COLOR: '1' }, true)).toBe(false);
  expect(wantsColor(undefined, { NO_COLOR: '' }, true)).toBe(true);
  expect(wantsColor(undefined, { FORCE_COLOR: '1' }, false)).toBe(true);
  expect(wantsColor(undefined, {}, false)).toBe(false);
  expect(paletteFor(false).error('x')).toBe('x');
});

test('--color and --no-color stand before or after the command', async () => {
  const file = fileOf('let x = y');
  expect((await cnnc(['check', file])).err).not.toContain('\u001b[');
  expect((await cnnc(['check', file, '--color'])).err).toContain('\u001b[');
  expect((await cnnc(['--color', 'check', file], { NO_COLOR: '1' })).err).toContain('\u001b[');
  expect((await cnnc(['check', '--no-color', file], { FORCE_COLOR: '1' })).err).not.toContain('\u001b[');
});

test('check, summary and fmt load no engine and no Prettier: nothing that they import is one', () => {
  const seen = new Set<string>();
  const packages = new Set<string>();
  const visit = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    const text = readFileSync(path, 'utf8');
    for (const [, name = ''] of text.matchAll(
      /(?:^|\n)(?:import|export)\b(?!\s+type)[^;]*?from '([^']+)'/g,
    )) {
      if (name.startsWith('.')) visit(new URL(name, `file://${path}`).pathname);
      else packages.add(name);
    }
  };
  for (const name of ['main', 'commands/check', 'commands/summary', 'commands/fmt'])
    visit(repositoryFile(`cli/${name}.ts`));
  expect(seen.size).toBeGreaterThan(50);
  expect([...packages].filter((name) => !name.startsWith('node:')).toSorted()).toEqual([
    'chevrotain',
    'commander',
    'picocolors',
  ]);
});
