// The modules of compiler/codegen/typescript/parts as texts, which builds join; as a plugin of esbuild, and of Vite.
// `cnnc:typescript-parts`: as they are; `cnnc:layer-classes`: in JavaScript, without the functions that make layers.
import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';

const folder = new URL('compiler/codegen/typescript/parts/', import.meta.url);

function readParts() {
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && file !== 'tf.ts');
  return files.sort().map((file) => [file.slice(0, -3), readFileSync(new URL(file, folder), 'utf8')]);
}

/** Whether a statement is a function of the names of layers: one that makes a layer. */
const makesLayer = (statement) =>
  ts.isVariableStatement(statement) &&
  statement.declarationList.declarations.some(
    ({ initializer }) =>
      initializer !== undefined &&
      ts.isArrowFunction(initializer) &&
      initializer.parameters[0]?.type?.getText() === 'Names',
  );

const importLine = /^import \{([^}]*)\} from "\.\/([\w-]+)\.ts";\n/gm;

/** A part without the functions that make layers: what the rest of it imports, and that. */
function cut(text) {
  const source = ts.createSourceFile('part.ts', text, ts.ScriptTarget.Latest, true);
  const kept = source.statements.filter(
    (statement) => !ts.isImportDeclaration(statement) && !makesLayer(statement),
  );
  const rest = kept.map((statement) => statement.getFullText()).join('');
  const isUsed = (names) =>
    names.match(/(?<!type )\b(?!type )\w+/g)?.some((name) => rest.includes(name)) === true;
  const imports = [...text.matchAll(importLine)].filter(([, names]) => isUsed(names));
  return { imports: imports.map(([line]) => line), text: rest };
}

/** Parts in JavaScript: all at once, as TypeScript takes as long for one as for many. */
function toJavaScript(parts) {
  const texts = parts.map(([name, { text }]) => `"part:${name}";\n${text}`);
  const { outputText } = ts.transpileModule(texts.join('\n'), {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  const written = new Map(parts.map(([name]) => [name, []]));
  let current;
  for (const statement of ts.createSourceFile('parts.js', outputText, ts.ScriptTarget.Latest, true)
    .statements) {
    const text = statement.getFullText().trim();
    const [, name] = /^"part:([\w-]+)";$/.exec(text) ?? [];
    if (name !== undefined) current = written.get(name);
    else if (text !== 'export {};') current.push(text);
  }
  return parts.map(([name, { imports }]) => [name, `${imports.join('')}\n${written.get(name).join('\n\n')}`]);
}

/** The parts that register a class for layers, and those that they stand on. */
function classParts() {
  const parts = new Map(readParts());
  const reached = new Set();
  const reach = (name) => {
    if (reached.has(name) || !parts.has(name)) return;
    reached.add(name);
    for (const [, , from] of parts.get(name).matchAll(importLine)) reach(from);
  };
  for (const [name, text] of parts) if (/"Keras>/.test(text)) reach(name);
  return [...parts].filter(([name]) => reached.has(name)).map(([name, text]) => [name, cut(text)]);
}

const modules = {
  'cnnc:typescript-parts': () => Object.fromEntries(readParts()),
  'cnnc:layer-classes': () => Object.fromEntries(toJavaScript(classParts())),
};

const contents = (name) => `export default ${JSON.stringify(modules[name]())}`;

export const partsForEsbuild = {
  name: 'parts-as-text',
  setup(build) {
    build.onResolve({ filter: /^cnnc:/ }, ({ path }) =>
      path in modules ? { path, namespace: 'cnnc-parts' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'cnnc-parts' }, ({ path }) => ({ contents: contents(path) }));
  },
};

export const partsForVite = {
  name: 'parts-as-text',
  resolveId: (id) => (id in modules ? `\0${id}` : undefined),
  load: (id) => (id.startsWith('\0cnnc:') ? contents(id.slice(1)) : undefined),
};
