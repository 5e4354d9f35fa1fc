import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { compile } from '../../compiler/compile.ts';
import manifest from '../../editors/vscode/manifest.json' with { type: 'json' };
import snippets from '../../editors/vscode/snippets.json' with { type: 'json' };
import { Source } from '../../grammar/source.ts';
import { defaultSettings } from '../../lsp/settings.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { cnnc, fileOf } from '../cli/run-cnnc.ts';

const folder = join(import.meta.dirname, '../../editors/vscode');
const { contributes } = manifest;

/** A snippet as it is inserted: each place has what is proposed there. */
const inserted = (body: readonly string[]): string =>
  body
    .join('\n')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replaceAll('$0', '');

/** What may be asked, called and made, and gives the same: the editor, for who only loads what asks it. */
const anything = (): unknown =>
  new Proxy(class {}, {
    get: (target, key) => (key === 'prototype' ? target.prototype : key === 'then' ? undefined : anything()),
    apply: () => anything(),
  });

describe('the extension for VS Code', () => {
  it('is put together, and is small', () => {
    const dist = join(folder, 'dist');
    execFileSync(process.execPath, ['build.mjs', '--extension'], { cwd: join(folder, '../..') });
    const files = readdirSync(dist, { recursive: true, encoding: 'utf8', withFileTypes: true });
    expect(readdirSync(dist).toSorted()).toEqual([...manifest.files, 'README.md', 'package.json'].toSorted());
    const packed = files.flatMap((file) =>
      file.isFile() ? deflateRawSync(readFileSync(join(file.parentPath, file.name))).length : [],
    );
    expect(packed.reduce((sum, size) => sum + size, 0)).toBeLessThan(597_000);
  });

  it.each([
    ['a browser', true],
    ['a machine', false],
  ])('loads in %s what there is there', async (_where, isWorker) => {
    const code = readFileSync(join(folder, 'dist/extension.js'), 'utf8');
    const asked = new Set<string>();
    const load = (name: string): unknown => {
      asked.add(name);
      if (name === 'vscode') return anything();
      if (isWorker) throw new Error(`a Worker has no ${name}`);
      return createRequire(import.meta.url)(name);
    };
    const made: { exports: { activate?: (context: unknown) => Promise<void> } } = { exports: {} };
    const scripts = isWorker ? (): void => undefined : undefined;
    // As VS Code loads it in either.
    const wrapped = `(function (module, exports, require, importScripts) {${code}\n})`;
    const begin = runInThisContext(wrapped) as (...given: readonly unknown[]) => void;
    begin(made, made.exports, load, scripts);
    await made.exports.activate?.({}).catch(() => undefined);
    expect(asked.has('vscode')).toBe(true);
    expect(asked.has('child_process') || asked.has('node:child_process')).toBe(!isWorker);
    if (isWorker) expect([...asked]).toEqual(['vscode']);
  });

  it('packs what it names', () => {
    const made = ['extension.js', 'server.js', 'LICENSE'];
    const textmate = (name: string): boolean => existsSync(join(folder, '../textmate', name));
    for (const name of manifest.files)
      expect(made.includes(name) || textmate(name) || existsSync(join(folder, name)), name).toBe(true);
    const named = [
      ...contributes.grammars.map(({ path }) => path),
      ...contributes.languages.map(({ configuration }) => configuration),
      ...contributes.snippets.map(({ path }) => path),
      manifest.main,
      manifest.browser,
      manifest.icon,
    ];
    for (const path of named) expect(manifest.files).toContain(path.replace('./', ''));
  });

  it('contributes the commands that it registers, and settings that the server reads', () => {
    const source = ['runs', 'graph-panel', 'explanations']
      .map((name) => readFileSync(join(folder, `src/${name}.ts`), 'utf8'))
      .join();
    const [, verbs = ''] = /const verbs = \[([^\]]*)\]/.exec(source) ?? [];
    const registered = [
      ...[...source.matchAll(/registerCommand\('([^']*)'/g)].map(([, name]) => name),
      ...[...verbs.matchAll(/'(\w+)'/g)].map(([, verb]) => `cnnc.${verb}`),
    ];
    expect(contributes.commands.map(({ command }) => command).toSorted()).toEqual(registered.toSorted());
    const [definition] = contributes.taskDefinitions;
    expect(definition?.properties.command.enum.map((verb) => `'${verb}'`).join(', ')).toBe(verbs);
    const settings: readonly string[] = Object.keys(contributes.configuration.properties);
    expect(settings).toEqual(
      expect.arrayContaining(Object.keys(defaultSettings).map((key) => `cnnc.${key}`)),
    );
  });

  it('asks for the VS Code whose types it is checked with', () => {
    expect(manifest.engines.vscode).toBe(
      `^${packageJson.devDependencies['@types/vscode'].replace(/[~^]/, '')}.0`,
    );
  });

  it.each(Object.entries(snippets))('has a snippet without a mistake: %s', (_, { body }) => {
    expect(compile(new Source('snippet.cnn', inserted(body))).diagnostics).toEqual([]);
  });

  it('finds what `cnnc check` tells, by its problem matcher', async () => {
    const file = fileOf('model Net { input x: float32[4]\n  Dens(3) }');
    const { err } = await cnnc(['check', file]);
    const [matcher] = contributes.problemMatchers;
    const [head, place] = (matcher?.pattern ?? []).map(({ regexp }) => new RegExp(regexp, 'm').exec(err));
    expect(head?.slice(1)).toEqual(['error', 'CNN102', 'there is no layer `Dens`']);
    expect(place?.slice(1)).toEqual([file, '2', '3']);
  });
});
