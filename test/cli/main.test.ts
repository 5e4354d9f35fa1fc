import { spawn, spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { runCommandLine } from '../../cli/command-line.ts';
import { commands } from '../../cli/commands.ts';
import { cnnc, fileOf, repositoryFile } from './run-cnnc.ts';

const script = repositoryFile('dist/cli/main.js');
const example = repositoryFile('examples/shapes.cnn');

test('the built command checks an example, and exits with the code of a failure', () => {
  const good = spawnSync(process.execPath, [script, 'check', example], { encoding: 'utf8' });
  expect([good.status, good.stdout, good.stderr]).toEqual([0, '1 file checked: no errors\n', '']);
  const bad = spawnSync(process.execPath, [script, 'check', fileOf('let x = y')], { encoding: 'utf8' });
  expect([bad.status, bad.stderr.includes('error[CNN101]')]).toEqual([1, true]);
  expect(spawnSync(process.execPath, [script, 'chek']).status).toBe(2);
});

test('a reader that goes away ends the command silently', async () => {
  const many = `model M { input x: float32[8] repeat 5000 { Dropout(0.5) } }`;
  const child = spawn(process.execPath, [script, 'summary', fileOf(many)]);
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  child.stdout.once('data', () => child.stdout.destroy());
  const code = await new Promise((resolve) => child.once('close', resolve));
  expect([code, err]).toEqual([0, '']);
});

/** Runs a check whose result cannot be written because of a bug. */
async function failing(environment: Record<string, string>): Promise<{ code: number; err: string }> {
  let err = '';
  const code = await runCommandLine(['check', example], {
    out: () => {
      throw new TypeError('a bug');
    },
    err: (text) => (err += text),
    outIsTerminal: false,
    errIsTerminal: false,
    environment,
  });
  return { code, err };
}

test('a bug says that it is one, with its stack only when asked', async () => {
  const short = await failing({});
  expect(short.code).toBe(70);
  expect(short.err).toBe('internal error, please report it: a bug\n(CNNC_DEBUG=1 shows where)\n');
  const long = await failing({ CNNC_DEBUG: '1' });
  expect(long.err).toMatch(/TypeError: a bug\n +at /);
});

test('every command is loaded under its own name', async () => {
  for (const { name, load } of commands) expect((await load()).name).toBe(name);
  expect((await cnnc(['help', 'check'])).out).toContain('Usage: cnnc check');
});
