import type { Body, Label, Operation, PathBranch, Statement, Step } from '../../grammar/ast.ts';
import { bodiesIn } from '../../grammar/bodies-in.ts';
import type { Binder } from './binder.ts';
import type { BoundSymbol, Inside } from './bound-symbol.ts';
import type { LabelScope } from './label-scope.ts';

/** Declares the names that a body gives to tensors, in whatever loop or branch: a path may name them before. */
export function collectLabels(body: Body, labels: LabelScope, binder: Binder): void {
  for (const statement of body.statements) {
    collectLabel(statement, labels, binder);
    const group = labelledGroup(statement);
    const inner = group === undefined ? labels : binder.insideOf(group, labels).labels;
    for (const part of bodiesIn(statement)) collectLabels(part, inner, binder);
  }
}

function collectLabel(statement: Statement, labels: LabelScope, binder: Binder): void {
  if (statement.type === 'input') {
    declareName(statement, undefined, labels, binder);
  } else if (statement.type === 'output') {
    declareName(statement, insideOfOperation(statement.operation, labels, binder), labels, binder);
  } else if (statement.type === 'step' || statement.type === 'path-branch') {
    if (statement.label === undefined) return;
    const inside =
      statement.type === 'step' ? insideOfOperation(statement.operation, labels, binder) : undefined;
    binder.declareLabel(labelSymbol(statement.label, statement, inside), labels);
  }
}

function declareName(
  declaration: Extract<Statement, { type: 'input' | 'output' }>,
  inside: BoundSymbol['inside'],
  labels: LabelScope,
  binder: Binder,
): void {
  const { name, type: kind } = declaration;
  const symbol = { kind, name: name.text, spans: [name.span], declaration };
  binder.declareLabel(inside === undefined ? symbol : { ...symbol, inside }, labels);
}

function labelSymbol(
  label: Label,
  declaration: Step | PathBranch,
  inside: BoundSymbol['inside'],
): BoundSymbol {
  const name =
    label.type === 'name'
      ? label.text
      : label.span.source.text.slice(label.span.start + 1, label.span.end - 1);
  const symbol = { kind: 'label', name, spans: [label.span], declaration } as const;
  return inside === undefined ? symbol : { ...symbol, inside };
}

/** The body of a group with a label, whose labels are its own. */
export function labelledGroup(statement: Statement): Body | undefined {
  const operation =
    statement.type === 'step' && statement.label !== undefined ? statement.operation : undefined;
  const group = statement.type === 'output' ? statement.operation : operation;
  return group?.type === 'group' ? group.body : undefined;
}

function insideOfOperation(
  operation: Operation,
  labels: LabelScope,
  binder: Binder,
): (() => Inside | undefined) | undefined {
  switch (operation.type) {
    case 'call':
      return binder.insideOfCall(operation);
    case 'group':
      return () => binder.insideOf(operation.body, labels);
    case 'reuse':
      return binder.insideOfReuse(operation, labels);
    case 'residual':
    case 'parallel':
      return undefined;
  }
}
