import type { DataDeclaration, Module } from '../../grammar/ast.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import type { Source } from '../../grammar/source.ts';
import type { Span } from '../../grammar/span.ts';
import { type BoundModule, withImported } from '../bind/bound-module.ts';
import { checkClashes } from '../check/clashes.ts';
import { withoutConsequences } from '../check/consequences.ts';
import { warnOfDeadBranches } from '../check/dead-branches.ts';
import { checkImports } from '../check/imports.ts';
import { checkKinds } from '../check/kinds.ts';
import { checkMemory } from '../check/memory.ts';
import { preferKnown } from '../check/prefer-known.ts';
import { warnOfUncheckedModels } from '../check/unchecked-models.ts';
import { checkUnexpanded } from '../check/unexpanded.ts';
import { checkUnused } from '../check/unused.ts';
import { lookAtWeightFiles } from '../check/weight-files.ts';
import { type Reporter, sortDiagnostics } from '../diagnostics/reporter.ts';
import type { Declarations } from '../expand/declarations.ts';
import type { Modules } from '../expand/import-modules.ts';
import type { ExpandedModel } from '../expand/expand-model.ts';
import type { Reached } from '../expand/reached.ts';
import { isOfLibrary } from '../library/library.ts';
import { warnOfBatchStatistics } from '../train/check-accumulation.ts';
import { warnOfFrozen } from '../train/check-frozen.ts';
import { warnOfPixels, warnOfRawPixels } from '../train/check-pixels.ts';
import type { TrainSpec } from '../train/train-spec.ts';
import type { CompileOptions } from './compiled.ts';
import { movedDiagnostic } from './moves.ts';

/** What is known of a file when it is checked as a whole. */
export interface Resolved {
  readonly syntax: Module;
  /** Of the parser. */
  readonly mistakes: readonly Diagnostic[];
  readonly bound: BoundModule;
  readonly declarations: Declarations;
  readonly models: readonly ExpandedModel[];
  readonly trains: readonly TrainSpec[];
  readonly reached: Reached;
  /** Whether a limit was passed, after which nothing more was expanded. */
  readonly isCut: boolean;
}

/** Runs the checks that are of the file as a whole; every mistake in it and in what it imports, in order. */
export function diagnose(
  resolved: Resolved,
  modules: Modules,
  reporter: Reporter,
  { lookAtWeights, advise = true }: CompileOptions,
  placeOf: (span: Span) => Span,
): readonly Diagnostic[] {
  const { syntax, mistakes, bound, declarations, models, trains, reached, isCut } = resolved;
  for (const module of withImported(bound)) checkDeclared(module, modules, reporter);
  const dataOf = ({ data }: TrainSpec): DataDeclaration | undefined => declarations.datas.get(data.name);
  for (const spec of trains) {
    warnOfPixels(spec, dataOf(spec), reporter);
    warnOfBatchStatistics(spec, reporter);
  }
  for (const spec of trains) checkMemory(spec, reporter, advise);
  if (!isCut) checkUnexpanded(declarations.environment, reached, reporter);
  const isWhole = ![...mistakes, ...reporter.diagnostics].some(({ severity }) => severity === 'error');
  if (isWhole) {
    warnOfDeadBranches(bound, reached, reporter);
    for (const spec of trains) warnOfBeginning(spec, dataOf(spec), reporter);
  }
  checkUnused(bound, reporter);
  const { source } = syntax;
  if (syntax.items.length === 0 && isWhole) reporter.report('CNN159', { source, start: 0, end: 0 }, []);
  warnOfUncheckedModels(models, bound, reporter);
  const graphs = [...models, ...trains].flatMap(({ graph }) => graph ?? []);
  const files = lookAtWeightFiles(graphs, lookAtWeights).map((diagnostic) =>
    movedDiagnostic(diagnostic, placeOf),
  );
  const all = reporter.diagnostics.map((diagnostic) => movedDiagnostic(diagnostic, placeOf));
  const told = preferKnown(mistakes, all);
  const found = withoutConsequences(syntax, told.mistakes, told.found);
  return inOrder([...told.mistakes, ...modules.mistakes, ...found, ...files], syntax.source);
}

/** What weights begin with, or are given, that they hardly learn from. */
function warnOfBeginning(spec: TrainSpec, data: DataDeclaration | undefined, reporter: Reporter): void {
  warnOfRawPixels(spec, data, reporter);
  warnOfFrozen(spec, reporter);
}

/** What can be told of the names in a module alone; the library has been told of. */
function checkDeclared(bound: BoundModule, modules: Modules, reporter: Reporter): void {
  if (isOfLibrary(bound.syntax.source)) return;
  checkImports(bound, modules, reporter);
  checkClashes(bound, reporter);
  checkKinds(bound, reporter);
}

/** The file's own diagnostics first, then those of each imported one, in the order of their texts. */
function inOrder(diagnostics: readonly Diagnostic[], source: Source): readonly Diagnostic[] {
  const sources = new Set([source, ...diagnostics.flatMap(({ span }) => span?.source ?? [])]);
  return [...sources].flatMap((one) =>
    sortDiagnostics(diagnostics.filter(({ span }) => (span?.source ?? source) === one)),
  );
}
