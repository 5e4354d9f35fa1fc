import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

/** Every source file below some folders, as a path from the top. */
export const sourceFiles = (folders) =>
  ts.sys
    .readDirectory(
      '.',
      ['.ts'],
      ['node_modules', 'dist'],
      folders.map((folder) => `${folder}/**/*`),
    )
    .map((file) => normalize(file));

/** What a file imports from or exports again out of files of ours: the path, and whether it is loaded at run time. */
export function importsOf(file) {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  return source.statements
    .filter((statement) => ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement))
    .filter((statement) => statement.moduleSpecifier?.text.startsWith('.'))
    .map((statement) => ({
      file: normalize(join(dirname(file), statement.moduleSpecifier.text)),
      isLoaded: isLoaded(statement),
    }));
}

/** Whether an import or export declaration leaves something to load at run time. */
function isLoaded(statement) {
  if (ts.isExportDeclaration(statement)) return !statement.isTypeOnly;
  const clause = statement.importClause;
  if (clause === undefined) return true;
  if (clause.isTypeOnly) return false;
  const named = clause.namedBindings;
  if (clause.name !== undefined || named === undefined || ts.isNamespaceImport(named)) return true;
  return named.elements.some(({ isTypeOnly }) => !isTypeOnly);
}
