import type {
  Body,
  For,
  InputStatement,
  Name,
  Operation,
  Repeat,
  Statement,
  WeightsDeclaration,
} from '../../grammar/ast.ts';
import { bindApplied, bindExpression, bindLabelPath, type BindPlace } from './bind-expression.ts';
import type { Inside } from './bound-symbol.ts';
import { labelledGroup } from './collect-labels.ts';
import type { LabelScope } from './label-scope.ts';
import { Scope } from './scope.ts';

/** Where statements stand. */
export interface BodyPlace extends BindPlace {
  readonly labels: LabelScope;
  /** The names in the block or model around. */
  readonly owner: Inside;
}

/** Binds the statements of a body; names that it defines end with it. */
export function bindBody(body: Body, outer: BodyPlace, variables: readonly Name[] = []): void {
  const place = { ...outer, scope: new Scope(body.span, outer.scope, outer.labels) };
  for (const name of variables) {
    place.binder.declare({ kind: 'loop variable', declaration: body }, name, place.scope);
  }
  for (const statement of body.statements) bindStatement(statement, place);
}

function bindStatement(statement: Statement, place: BodyPlace): void {
  switch (statement.type) {
    case 'step':
    case 'output': {
      const label = statement.type === 'step' ? statement.label : undefined;
      if (label?.type === 'string') bindExpression(label, place);
      const group = labelledGroup(statement);
      const { labels } = group === undefined ? place : place.binder.insideOf(group, place.labels);
      return bindOperation(statement.operation, { ...place, labels });
    }
    case 'path-branch':
      if (statement.label?.type === 'string') bindExpression(statement.label, place);
      return bindBody(statement.body, place);
    case 'input':
      return bindInput(statement, place);
    case 'let':
      bindExpression(statement.value, place);
      place.binder.declare({ kind: 'value', declaration: statement }, statement.name, place.scope);
      return;
    case 'layer-alias': {
      bindApplied(statement.kind, place);
      place.binder.declare(place.binder.aliasOf(statement), statement.name, place.scope);
      return;
    }
    case 'repeat':
      bindExpression(statement.count, place);
      return bindBody(statement.body, place, variablesOf(statement));
    case 'for':
      bindExpression(statement.list, place);
      return bindBody(statement.body, place, variablesOf(statement));
    case 'if':
      bindExpression(statement.condition, place);
      bindBody(statement.then, place);
      if (statement.else?.type === 'body') bindBody(statement.else, place);
      else if (statement.else !== undefined) bindStatement(statement.else, place);
      return;
    case 'from':
      return bindLabelPath(statement.path, place);
    case 'require':
      bindExpression(statement.condition, place);
      if (statement.message !== undefined) bindExpression(statement.message, place);
      return;
    case 'weights':
      return bindWeights(statement, place);
  }
}

const variablesOf = (loop: For | Repeat): readonly Name[] => [
  ...(loop.type === 'for' ? loop.targets : []),
  ...(loop.index === undefined ? [] : [loop.index]),
];

function bindOperation(operation: Operation, place: BodyPlace): void {
  switch (operation.type) {
    case 'call':
      return bindApplied(operation, place);
    case 'group':
      return bindBody(operation.body, place);
    case 'residual':
      if (operation.when !== undefined) bindExpression(operation.when, place);
      bindBody(operation.main, place);
      if (operation.skip?.when !== undefined) bindExpression(operation.skip.when, place);
      if (operation.skip !== undefined) bindBody(operation.skip.body, place);
      return;
    case 'parallel':
      bindApplied(operation.merge, place);
      return bindBody(operation.body, place);
    case 'reuse':
      return bindLabelPath(operation.path, place);
  }
}

/** A symbolic size is declared where it stands with `?`. */
function bindInput({ inputType }: InputStatement, place: BodyPlace): void {
  const { binder, scope } = place;
  for (const size of inputType.sizes ?? []) {
    if (size.type !== 'symbolic-size') bindExpression(size, place);
    else binder.declare({ kind: 'size', declaration: size }, size.name, scope);
  }
}

/** A set of weights, and the values that it gives to the model's parameters. */
function bindWeights(statement: WeightsDeclaration, place: BodyPlace): void {
  const { binder, owner } = place;
  const known = owner.weightSets.get(statement.name.text);
  const set = binder.declare(
    { kind: 'weight set', declaration: statement },
    statement.name,
    undefined,
    known,
  );
  if (known === undefined) owner.weightSets.set(set.name, set);
  bindExpression(statement.location, place);
  for (const { key, value } of statement.entries) {
    const parameter = owner.parameters.get(key.text);
    if (parameter !== undefined) binder.refer('argument', key, parameter);
    bindExpression(value, place);
  }
}
