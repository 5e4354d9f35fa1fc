import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, it } from 'vitest';
import declarations from '../declarations.config.json' with { type: 'json' };
import packageJson from '../package.json' with { type: 'json' };

/** The paths in the tarball that npm would make of what is built. */
let packed: ReadonlySet<string>;

beforeAll(async () => {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const { stdout } = await promisify(execFile)('npm', args, { maxBuffer: 2 ** 24 });
  const [tarball] = JSON.parse(stdout) as { readonly files: readonly { readonly path: string }[] }[];
  packed = new Set(tarball?.files.map(({ path }) => path));
});

it('the tarball holds the programs, the threads, and what the package names', () => {
  const exported = Object.values(packageJson.exports).map((each) =>
    typeof each === 'string' ? each : each.default,
  );
  const named = [packageJson.bin.cnnc, ...exported].map((path) => posix.normalize(path));
  for (const path of [...named, 'dist/data-worker.js', 'dist/h5-worker.js']) {
    expect(packed, path).toContain(path);
  }
});

it('the tarball holds the pages that its README names', async () => {
  const text = await readFile('README.md', 'utf8');
  const linked = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path = '']) => path);
  expect(linked.length).toBeGreaterThan(5);
  expect(linked.filter((path) => !packed.has(path))).toEqual([]);
});

it('a build comes before every tarball, and the declarations that it names', () => {
  expect(packageJson.scripts.prepack).toBe(`${packageJson.scripts.build} && npm run --silent declarations`);
  const typed = Object.values(packageJson.exports).flatMap((each) =>
    typeof each === 'string' ? [] : [posix.normalize(each.types)],
  );
  expect(declarations.entries.map(({ outFile }) => outFile)).toEqual(typed);
});

it('what the packed programs import is packed, or a package that an installation gets', async () => {
  const { dependencies, optionalDependencies } = packageJson;
  const packages = new Set(Object.keys({ ...dependencies, ...optionalDependencies }));
  const missing: string[] = [];
  for (const path of [...packed].filter((each) => /^dist\/.*\.js$/.test(each))) {
    for (const name of importsOf(await readFile(path, 'utf8'))) {
      const here = name.startsWith('.')
        ? packed.has(posix.join(posix.dirname(path), name))
        : name.startsWith('node:') || builtinModules.includes(name) || packages.has(packageOf(name));
      if (!here) missing.push(`${path}: ${name}`);
    }
  }
  expect(missing).toEqual([]);
});

/** What a bundle imports: a statement stands at the beginning of a line, a call anywhere; not what texts in it do. */
const importsOf = (code: string): readonly string[] =>
  [
    ...code
      .replaceAll(/": `(?:[^`\\]|\\.)*`(?=,| \})/gs, '')
      .matchAll(/^(?:import|export) (?:[^'"]*? from )?"([^"]+)";$|\bimport\("([^"]+)"\)/gm),
  ].map(([, statement, call]) => statement ?? call ?? '');

/** `@scope/name` or `name` of an import of a file in it. */
const packageOf = (name: string): string =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
