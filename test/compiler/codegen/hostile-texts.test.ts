import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { buildCodeProgram } from '../../../compiler/codegen/builder/build-program.ts';
import { printKeras } from '../../../compiler/codegen/keras/print-keras.ts';
import type { CodeProgram } from '../../../compiler/codegen/model/module.ts';
import type { ExpectedPrediction } from '../../../compiler/codegen/typescript/expected-prediction.ts';
import {
  printTypeScript,
  type TypeScriptFile,
} from '../../../compiler/codegen/typescript/print-typescript.ts';
import { Program } from '../../../compiler/program/program.ts';
import { Source } from '../../../grammar/source.ts';
import { pythonWith } from '../../support/python.ts';
import { draws, times } from '../../support/sample.ts';

/*
 * Nothing of a spec becomes code: whatever its texts are, what is printed parses to the same tree, but for what its literals
 * hold.
 */

const corpus = [
  ...[
    '*/ evil() /*',
    '*/',
    '/**/',
    '//',
    '`',
    '${evil()}',
    '$',
    '\\',
    '\\u000a',
    '\\"',
    '"',
    "'",
    '"""',
    "'''",
  ],
  ...['</script>', '#', '%s', '{evil}', '{{', '}}', '\n', '\r', '\r\n', '\t', '\v', '\f', '\u0085', '\u2028'],
  ...[
    '\u2029',
    '\u202e',
    '\u2066',
    '\u200b',
    '\ufeff',
    '\ud800',
    '\udc00',
    '\u{1f600}',
    '\u{e0001}',
    '\0',
    '\x1b[31m',
  ],
  ...['"; evil(); "', '"\nevil()\n"', '"""\nevil()\n"""', 'a\\', 'a"', 'f"{evil()}"', '\\N{BULLET}', '\\x41'],
];

/** A text as a literal of a spec. */
const literal = (text: string): string =>
  `"${text
    .replaceAll(/["\\{}]/g, (mark) => `\\${mark}`)
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t')}"`;

const spec = (text: string): string => `## ${text.replaceAll(/[\r\n\u2028\u2029]/g, ' ')}
model Net(classes = 3) {
  # ${text.replaceAll(/[\r\n\u2028\u2029]/g, ' ')}
  input image: float32[8, 8, 1]
  require classes > 1 : ${literal(`a ${text} z`)}
  let word = ${literal(text)}
  if word == ${literal(text)} { Conv2D(2, 3) }
  Flatten
  ## ${text.replaceAll(/[\r\n\u2028\u2029]/g, ' ')}
  output label: Dense(classes, activation=softmax)
}
data Shapes {
  source = shapes(count=60, size=8, channels=1, classes=3)
  field label: class[3]
  split { train = 80%  valid = 20% }
}
train Net on Shapes {
  batch = 10
  objective label { loss = sparse_categorical_crossentropy  metrics = [accuracy] }
  phase main { epochs = 1  optimizer = Adam(learning_rate=0.01) }
}
`;

/** The code of a spec with a text wherever a text may stand; undefined where the language refuses it there. */
function codeWith(text: string): CodeProgram | undefined {
  const answers = new Program().update(new Source('net.cnn', spec(text)));
  if (answers.diagnostics.some(({ severity }) => severity === 'error')) return undefined;
  const classes = { label: [text, `${text} `, `x${text}`] };
  return buildCodeProgram(answers, { origin: { version: text, source: text, digest: text }, classes });
}

/** A module's tree, without what its literals hold. */
function treeOf(text: string): string {
  const file = ts.createSourceFile('net.ts', text, ts.ScriptTarget.Latest, true);
  const kinds: string[] = [];
  const walk = (node: ts.Node): void => {
    kinds.push(ts.SyntaxKind[node.kind] + (ts.isIdentifier(node) ? ` ${node.text}` : ''));
    ts.forEachChild(node, walk);
  };
  walk(file);
  const { parseDiagnostics = [] } = file as { readonly parseDiagnostics?: readonly unknown[] };
  return `${parseDiagnostics.length} mistakes\n${kinds.join('\n')}`;
}

const project = { predictions: new Map<string, ExpectedPrediction>() };

/** Every file of a project but that of parts. */
const projectFiles = (program: CodeProgram): readonly TypeScriptFile[] =>
  printTypeScript(program, { tfjs: '@tensorflow/tfjs', project }).filter(
    ({ path }) => !path.endsWith('.parts.ts'),
  );

const typescriptTrees = (program: CodeProgram): readonly string[] =>
  projectFiles(program)
    .filter(({ path }) => path.endsWith('.ts'))
    .map(({ text }) => treeOf(text));

/** What of a project is no code: the same but for names of files, which are made of letters, digits and `_`. */
function expectSafeFiles(program: CodeProgram): void {
  for (const { path, text } of projectFiles(program)) {
    expect(path).toMatch(/^[A-Za-z]\w*(?:\.test)?\.ts$|^(?:package|tsconfig)\.json$|^README\.md$/);
    if (path === 'package.json') {
      const { name, ...others } = JSON.parse(text) as { readonly name: string };
      expect(name).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
      expect(Object.keys(others)).toEqual(
        'version private type scripts dependencies devDependencies'.split(' '),
      );
    }
    if (path === 'README.md') expect(text).toMatch(/^# [a-z0-9-]+\n\n[^\n]+\n[^\n]+\n[^\n]+\n$/);
  }
}

const python = pythonWith('ast');

const dumps = `
import ast, json, sys
def is_doc(node):
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
def tree(text):
    module = ast.parse(text)
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = ""
        if isinstance(getattr(node, "body", None), list):
            node.body = [each for each in node.body if not is_doc(each)]
    return ast.dump(module)
print(json.dumps([[tree(text) for text in texts] for texts in json.load(sys.stdin)]))
`;

/** The trees of packages, without what their literals hold. */
function pythonTrees(programs: readonly CodeProgram[]): readonly (readonly string[])[] {
  const texts = programs.map((program) =>
    printKeras(program)
      .filter(({ name }) => name !== 'parts.py')
      .map(({ text }) => text),
  );
  const run = spawnSync(python ?? 'python3', ['-c', dumps], {
    input: JSON.stringify(texts),
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as readonly (readonly string[])[];
}

const known = (texts: readonly string[]): readonly CodeProgram[] =>
  texts.flatMap((text) => codeWith(text) ?? []);
const plain = codeWith('plain');

describe('texts of a spec', () => {
  it('most of them may stand in a spec', () => {
    expect(known(corpus).length).toBeGreaterThan(corpus.length * 0.6);
  });

  it('never become TypeScript', () => {
    if (plain === undefined) throw new Error('the spec is wrong');
    const wanted = typescriptTrees(plain);
    expect(wanted.join()).toMatch(/^0 mistakes/);
    for (const program of known(corpus)) {
      expect(typescriptTrees(program)).toEqual(wanted);
      expectSafeFiles(program);
    }
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom(...corpus), (drawn, mark) => {
        const program = codeWith(drawn + mark + drawn);
        if (program !== undefined) expect(typescriptTrees(program)).toEqual(wanted);
      }),
      draws(8, 500),
    );
  });

  it.skipIf(python === undefined)('never become Python', () => {
    if (plain === undefined) throw new Error('the spec is wrong');
    const drawn = fc.sample(fc.string({ unit: 'binary', maxLength: 12 }), {
      seed: 1,
      numRuns: times(15, 200),
    });
    const [wanted, ...found] = pythonTrees([plain, ...known([...corpus, ...drawn])]);
    for (const trees of found) expect(trees).toEqual(wanted);
  });
});

/** Paths of files, of which the system has any but NUL. */
const paths = [
  ...corpus,
  '../../../etc/passwd',
  '..',
  'a/../../b',
  '/absolute',
  '\\\\server\\share',
  'C:\\x',
  'net',
  'parts',
  'net.parts',
  'node_modules/tf',
  'index',
  '__init__',
  'NET',
  'con',
  '.',
  ' ',
];

const unit = `## Of a file.
block Unit(filters = 2) { Conv2D(filters, 3)  ReLU }
layer Small = Unit(filters=1)`;

/** The code of a spec with two files of its own under a path, and its own file under another. */
function codeFrom(path: string): CodeProgram | undefined {
  const text = `import { Unit } from ${literal(`./some/${path}.cnn`)}
import { Small } from ${literal(`./other/${path}.cnn`)}
model Net { input image: float32[8, 8, 1]  Unit  Small  output label: Flatten }`;
  const answers = new Program({ load: (imported) => new Source(imported, unit) }).update(
    new Source(`${path}.cnn`, text),
  );
  if (answers.diagnostics.some(({ severity }) => severity === 'error')) return undefined;
  return buildCodeProgram(answers, { origin: { version: '1', source: `${path}.cnn`, digest: '' } });
}

describe('paths of a spec and of what it imports', () => {
  const programs = paths.flatMap((path) => codeFrom(path) ?? []);
  const wanted = codeFrom('plain');

  it('most of them may stand in a spec', () => {
    expect(programs.length).toBeGreaterThan(paths.length * 0.6);
  });

  it('never become TypeScript, nor leave the folder', () => {
    if (wanted === undefined) throw new Error('the spec is wrong');
    for (const program of programs) {
      const trees = typescriptTrees(program);
      for (const tree of trees) expect(tree).toMatch(/^0 mistakes/);
      // Above the root there is but one file.
      if (program.modules.length === wanted.modules.length) expect(trees).toEqual(typescriptTrees(wanted));
      expectSafeFiles(program);
      const names = projectFiles(program).map(({ path }) => path.toLowerCase());
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it.skipIf(python === undefined)('never become Python', () => {
    for (const program of programs)
      for (const { name } of printKeras(program)) expect(name).toMatch(/^\w+\.py$/);
    expect(() => pythonTrees(programs)).not.toThrow();
  });
});

describe('names of a spec', () => {
  const names = [
    'new',
    'delete',
    'class',
    'def',
    'lambda',
    'self',
    'tf',
    'nn',
    'x',
    'at',
    'keras',
    'layers',
    'await',
    'eval',
    '__proto__',
    'constructor',
    'then',
    'predict',
    'train',
    'phases',
    'createModel',
    'fixed',
    'module',
  ];

  const named = (name: string): CodeProgram | undefined => {
    const text = `block B(${name}_1 = 1, ${name} = 2) { ${name}_2: Conv2D(${name} + ${name}_1, 1)  Add(with=${name}_2) }
model M_${name}(${name}_ = 3) {
  input ${name}__: float32[8, 8, 1]
  B(${name}_)
  Flatten
  output ${name}: Dense(${name}_, activation=softmax)
}
data D_${name} { source = shapes(count=60, size=8, channels=1, classes=3)  field ${name}: class[3] }
train M_${name} on D_${name} {
  batch = 2
  input ${name}__ = image
  objective ${name} { loss = sparse_categorical_crossentropy  metrics = [accuracy] }
  phase ${name} { epochs = 1  optimizer = SGD(0.1) }
  phase ${name}_ { epochs = 1  optimizer = SGD(0.1) }
}`;
    const answers = new Program().update(new Source('net.cnn', text));
    if (answers.diagnostics.some(({ severity }) => severity === 'error')) return undefined;
    return buildCodeProgram(answers, { origin: { version: '1', source: 'net.cnn', digest: '' } });
  };

  it('that a language keeps for itself get others, the same each time', () => {
    let seen = 0;
    for (const name of names) {
      const program = named(name);
      if (program === undefined) continue;
      seen++;
      expectSafeFiles(program);
      expect(typescriptTrees(program).join(), name).toMatch(/^0 mistakes/);
      const [first, again] = [printKeras(program), printKeras(named(name) ?? program)];
      expect(again).toEqual(first);
    }
    expect(seen).toBeGreaterThan(names.length * 0.7);
  });

  it.skipIf(python === undefined)('and Python reads them', () => {
    expect(() => pythonTrees(names.flatMap((name) => named(name) ?? []))).not.toThrow();
  });
});
