import { execFile, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../support/directory.ts';

const run = promisify(execFile);
const repository = join(import.meta.dirname, '../..');

const text = `model Net(classes = 10) {
  input image: float32[28, 28, 1]
  Conv2D(32, 3, activation=relu)
  MaxPool2D
  Conv2D(64, 19)
  Flatten
  output label: Dense(classes, activation=softmax)
}
`;

/** What an editor writes of what arrived. */
interface Told {
  readonly mistakes: readonly string[];
  readonly hover: string;
  readonly completion: readonly string[];
  /** How many mistakes are left once the one is mended. */
  readonly left: number;
  /** By row and column. */
  readonly colours?: Readonly<Record<string, string>>;
}

/** The last lines for an editor in docs/editors.md that are of a language and hold a word. */
function linesOf(language: string, word: string): string {
  const document = readFileSync(join(repository, 'docs/editors.md'), 'utf8');
  const fences = [...document.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)];
  const found = fences.findLast(([, name, code = '']) => name === language && code.includes(word));
  if (found === undefined) throw new Error(`docs/editors.md has no lines of ${language} with ${word}`);
  return found[2] ?? '';
}

/** A project that has the compiler installed, and a file with a mistake; with an editor's lines and what drives it. */
function project(lines: string, file: string, driver: string): string {
  const folder = temporaryDirectory();
  mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
  symlinkSync(join(repository, 'dist/cli/main.js'), join(folder, 'node_modules/.bin/cnnc'));
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  writeFileSync(join(folder, 'net.cnn'), text);
  writeFileSync(join(folder, file), lines);
  copyFileSync(join(import.meta.dirname, 'tried', driver), join(folder, driver));
  return folder;
}

/** Runs an editor in a project; what it told. */
async function tellOf(cwd: string, command: string, ...args: string[]): Promise<Told> {
  await run(command, args, {
    cwd,
    timeout: 200_000,
    killSignal: 'SIGKILL',
    env: { ...process.env, HOME: cwd, TERM: 'dumb' },
  });
  return JSON.parse(readFileSync(join(cwd, 'told.json'), 'utf8')) as Told;
}

function expectAll({ mistakes, hover, completion, left }: Told): void {
  expect(mistakes.join('\n')).toContain('the 19×19 kernel does not fit the 13×13 input');
  expect(hover).toContain('194,688 multiply-adds');
  expect(completion).toContain('relu');
  expect(left).toBe(0);
}

/** What a command prints of its version, or nothing where it is not installed. */
const versionOf = (command: string): string =>
  spawnSync(command, ['--version'], { encoding: 'utf8' }).stdout ?? '';

const neovim = /NVIM v0\.(\d+)/.exec(versionOf('nvim'))?.[1];
const hasEglot = existsSync('/usr/share/emacs/site-lisp/elpa-src/eglot-1.9') && versionOf('emacs') !== '';
const hasCompiler = versionOf('cc') !== '';

describe('by the lines of docs/editors.md, mistakes, hover and completion arrive', () => {
  it.skipIf(neovim === undefined || Number(neovim) > 8 || !hasCompiler)(
    'in Neovim before 0.9, and colours by the parser for Tree-sitter',
    async () => {
      const folder = project(linesOf('lua', 'start_client'), 'lines.lua', 'neovim.lua');
      const room = join(repository, 'editors/tree-sitter');
      for (const name of ['parser', 'queries']) mkdirSync(join(folder, name));
      symlinkSync(join(room, 'queries'), join(folder, 'queries/cnn'));
      const sources = ['-I', 'src', 'src/parser.c', 'src/scanner.c', '-o', join(folder, 'parser/cnn.so')];
      await run('cc', ['-shared', '-fPIC', '-Os', ...sources], { cwd: room });
      const told = await tellOf(folder, 'nvim', '--headless', '--clean', '-n', '-c', 'luafile neovim.lua');
      expectAll(told);
      expect(told.colours).toMatchObject({
        '0:0': 'keyword',
        '1:8': 'property',
        '2:2': 'type',
        '2:9': 'number',
      });
    },
  );

  it.skipIf(!hasEglot)('in Emacs with eglot', async () => {
    const folder = project(linesOf('elisp', 'eglot-ensure'), 'lines.el', 'emacs.el');
    expectAll(await tellOf(folder, 'emacs', '--batch', '-q', '-l', 'emacs.el'));
  });
});
