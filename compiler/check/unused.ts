import type {
  Body,
  Import,
  LayerAlias,
  Let,
  Module,
  Name,
  Parameter,
  PathBranch,
  Step,
} from '../../grammar/ast.ts';
import type { Span } from '../../grammar/span.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import { bodiesOf } from '../expand/bodies-of.ts';
import type { Declarations } from '../expand/declarations.ts';
import { collectReferences, type References } from './references.ts';

/** Warns about values, aliases, parameters, labels and data that nothing uses. */
export function checkUnused(module: Module, declarations: Declarations, reporter: Reporter): void {
  const references = collectReferences(module);
  const usage = { references, reporter };
  const isLibrary = !module.items.some(({ type }) => type === 'model');
  for (const item of module.items) {
    if (item.type === 'import') checkImport(item, declarations, module.span, usage);
    if (item.type === 'let' || item.type === 'layer-alias') checkValue(item, module.span, usage);
    if (item.type === 'block' && !isLibrary && !isUsed(item.name.text, module.span, references)) {
      reporter.report('CNN131', item.name.span, ['block', item.name.text]);
    }
    if (item.type === 'model' || item.type === 'block') {
      for (const parameter of item.parameters) checkParameter(parameter, item.span, usage);
      checkBody(item.body, usage);
    }
  }
  checkDatas(declarations, reporter);
}

interface Usage {
  readonly references: References;
  readonly reporter: Reporter;
}

function checkValue(item: Let | LayerAlias, within: Span, { references, reporter }: Usage): void {
  const { text, span } = item.name;
  const used = item.type === 'let' ? references.hasValue(text, within) : isUsed(text, within, references);
  if (!used) reporter.report('CNN131', span, [item.type === 'let' ? 'value' : 'layer', text]);
}

function checkImport(
  { names }: Import,
  { names: known, trains }: Declarations,
  within: Span,
  { references, reporter }: Usage,
): void {
  for (const { name, as = name } of names) {
    const used = isUsed(as.text, within, references) || trains.some(({ model }) => model.text === as.text);
    // One that is not there has been told.
    if (!used && !known.isUnsupported(as.text)) reporter.report('CNN131', as.span, ['import', as.text]);
  }
}

/** Whether a name is applied, or stands by itself: a block as a loss. */
const isUsed = (name: string, within: Span, references: References): boolean =>
  references.hasKind(name, within) || references.hasValue(name, within);

function checkParameter({ name }: Parameter, within: Span, { references, reporter }: Usage): void {
  if (!references.hasValue(name.text, within)) reporter.report('CNN131', name.span, ['parameter', name.text]);
}

function checkBody(body: Body, usage: Usage): void {
  for (const statement of body.statements) {
    if (statement.type === 'let' || statement.type === 'layer-alias') checkValue(statement, body.span, usage);
    const labelled = statement.type === 'step' || statement.type === 'path-branch';
    if (labelled && statement.label?.type === 'name' && !isNamedInWeights(statement)) {
      checkLabel(statement.label, usage);
    }
    for (const inner of bodiesOf(statement)) checkBody(inner, usage);
  }
}

/** Whether a label is the path under which weights are looked up, and kept. */
const isNamedInWeights = (statement: Step | PathBranch): boolean =>
  statement.type === 'step' &&
  statement.operation.type === 'call' &&
  (statement.operation.arguments ?? []).some(({ name }) => name?.text === 'weights');

/** A label is used by `from`, `with=` or `reuse` in its model, or by a `freeze` elsewhere. */
function checkLabel({ text, span }: Name, { references, reporter }: Usage): void {
  if (!references.hasLabel(text)) reporter.report('CNN131', span, ['label', text]);
}

function checkDatas({ datas, trains }: Declarations, reporter: Reporter): void {
  for (const [name, data] of datas) {
    if (trains.some((train) => train.data.text === name)) continue;
    reporter.report('CNN312', data.name.span, [name]);
  }
}
