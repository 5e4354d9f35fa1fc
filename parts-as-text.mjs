// `cnnc:typescript-parts`: the modules of compiler/codegen/typescript/parts as texts, which builds join; as a plugin of
// esbuild, and of Vite.
import { readdirSync, readFileSync } from 'node:fs';

const name = 'cnnc:typescript-parts';
const folder = new URL('compiler/codegen/typescript/parts/', import.meta.url);

function contents() {
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && file !== 'tf.ts');
  const texts = files.sort().map((file) => [file.slice(0, -3), readFileSync(new URL(file, folder), 'utf8')]);
  return `export default ${JSON.stringify(Object.fromEntries(texts))}`;
}

export const partsForEsbuild = {
  name,
  setup(build) {
    build.onResolve({ filter: /^cnnc:typescript-parts$/ }, () => ({ path: name, namespace: name }));
    build.onLoad({ filter: /.*/, namespace: name }, () => ({ contents: contents() }));
  },
};

export const partsForVite = {
  name,
  resolveId: (id) => (id === name ? `\0${name}` : undefined),
  load: (id) => (id === `\0${name}` ? contents() : undefined),
};
