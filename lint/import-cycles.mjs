// Fails where modules import one another in a circle. Type-only imports do not count: they are gone at run time.
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

const rooms = ['grammar', 'compiler', 'runtime', 'cli', 'bench', 'editors'];
const files = ts.sys
  .readDirectory(
    '.',
    ['.ts'],
    ['node_modules', 'dist'],
    rooms.map((room) => `${room}/**/*`),
  )
  .map((file) => normalize(file));

/** Whether an import or export declaration leaves something to load at run time. */
function loads(statement) {
  if (ts.isExportDeclaration(statement)) return !statement.isTypeOnly;
  const clause = statement.importClause;
  if (clause === undefined) return true;
  if (clause.isTypeOnly) return false;
  const named = clause.namedBindings;
  if (clause.name !== undefined || named === undefined || ts.isNamespaceImport(named)) return true;
  return named.elements.some(({ isTypeOnly }) => !isTypeOnly);
}

function importsOf(file) {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  return source.statements
    .filter((statement) => ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement))
    .filter((statement) => statement.moduleSpecifier?.text.startsWith('.') && loads(statement))
    .map((statement) => normalize(join(dirname(file), statement.moduleSpecifier.text)));
}

const imports = new Map(files.map((file) => [file, importsOf(file)]));
const state = new Map();
const cycles = [];

function visit(file, trail) {
  if (state.get(file) === 'done') return;
  if (state.get(file) === 'open') {
    cycles.push([...trail.slice(trail.indexOf(file)), file]);
    return;
  }
  state.set(file, 'open');
  for (const next of imports.get(file) ?? []) visit(next, [...trail, file]);
  state.set(file, 'done');
}

for (const file of files) visit(file, []);
for (const cycle of cycles) console.error(`import cycle: ${cycle.join(' → ')}`);
if (cycles.length > 0) process.exit(1);
