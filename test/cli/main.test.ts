import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommandLine } from '../../cli/command-line.ts';
import { commands } from '../../cli/commands.ts';
import { temporaryDirectory } from '../support/directory.ts';
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

test('a run whose reader goes away stops after its step, saved', async () => {
  const out = join(temporaryDirectory(), 'run');
  const text = readFileSync(example, 'utf8');
  const file = fileOf(text.replace(/epochs = \d+/, 'epochs = 500').replace(/count=\d+/, 'count=300'));
  const child = spawn(process.execPath, [script, 'run', file, '--engine', 'wasm', '--json', '--out', out]);
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  child.stdout.once('data', () => child.stdout.destroy());
  const code = await new Promise((resolve) => child.once('close', resolve));
  expect(code).toBe(130);
  expect(err).not.toContain('    at ');
  expect(readdirSync(out).toSorted()).toEqual(
    ['checkpoint.safetensors', 'log.jsonl', 'run.json', 'spec.cnn', 'weights.safetensors'].toSorted(),
  );
});

test.skipIf(!existsSync('/dev/full'))(
  'a result that cannot be written is an error; lost messages are none',
  () => {
    const full = openSync('/dev/full', 'w');
    const options = { encoding: 'utf8' } as const;
    const lost = spawnSync(process.execPath, [script, 'summary', example], {
      ...options,
      stdio: ['ignore', full, 'pipe'],
    });
    expect([lost.status, lost.stderr]).toEqual([
      1,
      'error[CNN695]: what the command prints cannot be written: the disk is full\n  = fix: make room on the disk, or send it elsewhere\n',
    ]);
    const silent = spawnSync(process.execPath, [script, 'check', fileOf('let x = y')], {
      ...options,
      stdio: ['ignore', 'pipe', full],
    });
    expect([silent.status, silent.stdout]).toEqual([1, '1 file checked: 1 error\n']);
    closeSync(full);
  },
);

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
