import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { Plugin } from 'vite';
import { partsForEsbuild } from '../../parts-as-text.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '');
const rooms = ['grammar', 'compiler', 'runtime', 'lsp', 'cli', 'editors'];
const folder = join(root, '.cache/compiled');
/** What was compiled from which version of a source. */
const list = join(folder, 'versions.json');

/** The compiled sources: Vite leaves them to Node. */
export const compiledPattern = /\/\.cache\/compiled\//;

/** Where a source is compiled to. */
const compiledPath = (source: string): string => join(folder, relative(root, source).replace(/\.ts$/, '.js'));

/**
 * Compiles the sources to JavaScript, a file each, those that changed since the last time. Node loads them by itself: a module that
 * Vite transforms asks for every imported name each time that it is used, and is transformed anew in every run.
 */
export async function compileSources(): Promise<void> {
  const texts = latestText();
  const versions = Object.fromEntries(sources().map((path) => [path, `${statSync(path).mtimeMs} ${texts}`]));
  const known = knownVersions();
  const changed = Object.keys(versions).filter((path) => known[path] !== versions[path]);
  for (const path of Object.keys(known)) if (!(path in versions)) rmSync(compiledPath(path), { force: true });
  if (changed.length === 0) return;
  const { outputFiles } = await build({
    ...{ absWorkingDir: root, entryPoints: changed, outdir: folder, outbase: root, write: false },
    ...{ bundle: true, packages: 'external', format: 'esm', platform: 'node', target: 'node20' },
    loader: { '.cnn': 'text', '.py': 'text' },
    plugins: [partsForEsbuild, eachApart],
    define: { 'import.meta.url': ownPlace },
    logLevel: 'warning',
  });
  for (const { path, contents } of outputFiles) replace(path, contents);
  replace(list, JSON.stringify(versions));
}

/** Resolves a source that a test imports to what it was compiled to. */
export const compiledSources: Plugin = {
  name: 'compiled-sources',
  enforce: 'pre',
  resolveId(id, importer) {
    if (importer === undefined || !/^\.{1,2}\/.*\.ts$/.test(id)) return undefined;
    const path = resolve(dirname(importer), id);
    return rooms.some((room) => path.startsWith(join(root, room, '/'))) ? compiledPath(path) : undefined;
  },
};

/** What `import.meta.url` becomes. */
const ownPlace = '__ownPlace';

/** Keeps every module in a file of its own, which takes itself for its source. */
const eachApart: NonNullable<Parameters<typeof build>[0]['plugins']>[number] = {
  name: 'each-apart',
  setup(build) {
    build.onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, ({ path, kind }) =>
      kind === 'entry-point' ? undefined : { path: path.replace(/\.ts$/, '.js'), external: true },
    );
    build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      const place = `const ${ownPlace} = ${JSON.stringify(pathToFileURL(path).href)};`;
      return { loader: 'ts', contents: text.includes('import.meta.url') ? place + text : text };
    });
  },
};

const sources = (): string[] =>
  rooms.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts') && !path.includes('node_modules'))
      .map((path) => join(root, room, path)),
  );

/** The latest change of a text that modules take in: such modules are not told from others. */
const latestText = (): number =>
  Math.max(
    ...readdirSync(join(root, 'compiler'), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(?:cnn|py)$|typescript\/parts\//.test(path))
      .map((path) => statSync(join(root, 'compiler', path)).mtimeMs),
  );

function knownVersions(): Record<string, string> {
  if (!existsSync(list)) return {};
  return JSON.parse(readFileSync(list, 'utf8')) as Record<string, string>;
}

/** Others may read it at the same time. */
function replace(path: string, contents: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, contents);
  renameSync(temporary, path);
}
