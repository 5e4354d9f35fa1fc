import type { Body, Call, LayerAlias, Operation, Statement, TypeExpression } from '../../grammar/ast.ts';
import { Reporter } from '../diagnostics/reporter.ts';
import { completeParameters } from '../expand/bind-arguments.ts';
import { bindApplication } from '../expand/apply-callable.ts';
import { hasAllParameters } from '../expand/bind-callable.ts';
import { bodiesIn } from '../../grammar/bodies-in.ts';
import type { Environment } from '../expand/environment.ts';
import { evaluate, evaluateCondition, evaluateDefinition, evaluateKnown } from '../expand/evaluate.ts';
import { writtenPaths } from '../bind/written-paths.ts';
import { bindCall, resolveAlias, resolveKind, signatureOf } from '../expand/kind.ts';
import type { Place } from '../expand/place.ts';
import type { Reached } from '../expand/reached.ts';
import { checkLabelPath } from './label-path.ts';

/** Where a body stands that may not have been expanded. */
interface Unexpanded extends Place {
  readonly expanded: Reached;
}

/**
 * Checks what no expansion has reached: a block that nothing applies, a branch that nothing takes. No size is known
 * there, nor any parameter: names that have no value are silent; parameters of layers and plain values are checked.
 */
export function checkUnexpanded(module: Environment, expanded: Reached, reporter: Reporter): void {
  for (const item of module.bound.syntax.items) {
    if (item.type !== 'block' && item.type !== 'model') continue;
    const place = { expanded, reporter, environment: module.inside() };
    if (!expanded.has(item.body)) {
      for (const { default: preset } of item.parameters)
        if (preset !== undefined) evaluateDefinition(preset, place);
    }
    checkBody(item.body, place);
  }
}

function checkBody(body: Body, place: Unexpanded): void {
  const isChecked = place.expanded.has(body);
  for (const statement of body.statements) {
    if (statement.type === 'layer-alias') defineAlias(statement, isChecked, place);
    else if (!isChecked) checkStatement(statement, place);
    for (const inner of bodiesIn(statement)) checkBody(inner, place);
  }
}

/** What is known of an alias without any value is seen by what stands behind it. */
function defineAlias({ name, kind }: LayerAlias, isChecked: boolean, place: Unexpanded): void {
  const silent = isChecked ? { ...place, reporter: new Reporter(undefined, place.reporter.work) } : place;
  const alias = resolveAlias(kind, silent);
  place.environment.defineName(name, { type: 'kind', read: () => alias });
}

function checkStatement(statement: Statement, place: Unexpanded): void {
  switch (statement.type) {
    case 'step':
    case 'output':
      return checkOperation(statement.operation, place);
    case 'input':
      return checkSizes(statement.inputType, place);
    case 'let':
      return void evaluateDefinition(statement.value, place);
    case 'repeat':
      return void evaluateKnown(statement.count, place);
    case 'for':
      return void evaluateKnown(statement.list, place);
    case 'if':
      return checkConditions(statement, place);
    case 'from':
      return checkLabelPath(statement.path, place.environment.bound, place.reporter);
    case 'require':
      evaluateCondition(statement.condition, place);
      if (statement.message !== undefined) evaluate(statement.message, place);
      return;
    case 'path-branch':
    case 'layer-alias':
    case 'weights':
      return;
  }
}

function checkConditions(statement: Extract<Statement, { type: 'if' }>, place: Unexpanded): void {
  evaluateCondition(statement.condition, place);
  if (statement.else?.type === 'if') checkConditions(statement.else, place);
}

function checkSizes({ sizes = [] }: TypeExpression, place: Unexpanded): void {
  for (const size of sizes) if (size.type !== 'symbolic-size') evaluateKnown(size, place);
}

function checkOperation(operation: Operation, place: Unexpanded): void {
  switch (operation.type) {
    case 'call':
      return checkCall(operation, place);
    case 'parallel':
      return checkCall(operation.merge, place);
    case 'reuse':
      return checkLabelPath(operation.path, place.environment.bound, place.reporter);
    case 'residual':
      for (const condition of [operation.when, operation.skip?.when]) {
        if (condition !== undefined) evaluateCondition(condition, place);
      }
      return;
    case 'group':
      return;
  }
}

/** An application, as far as it does not depend on what it is applied to. */
function checkCall(call: Call, place: Unexpanded): void {
  const { reporter, environment } = place;
  const kind = resolveKind(call, place);
  if (kind?.type === 'body') {
    const { chosen, bound } = bindApplication(call, kind, place);
    if (chosen !== undefined) hasAllParameters(kind.callable, bound, call.span, place);
    return;
  }
  const written = call.arguments ?? [];
  const labels = written.find(({ name }) => name?.text === 'with');
  for (const path of (labels && writtenPaths(labels.value)) ?? [])
    checkLabelPath(path, environment.bound, reporter);
  if (kind === undefined) return;
  const rest = written.filter((argument) => argument !== labels);
  const bound = bindCall(call, kind, place, rest);
  completeParameters(signatureOf(kind.definition), [...kind.presets, bound], call.span, reporter);
}
