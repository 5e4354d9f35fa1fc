import type { Body, Operation, Statement } from '../../grammar/ast.ts';

/** The bodies within a statement. */
export function bodiesOf(statement: Statement): readonly Body[] {
  switch (statement.type) {
    case 'step':
    case 'output':
      return bodiesOfOperation(statement.operation);
    case 'repeat':
    case 'for':
    case 'path-branch':
      return [statement.body];
    case 'if': {
      if (statement.else === undefined) return [statement.then];
      return statement.else.type === 'body'
        ? [statement.then, statement.else]
        : [statement.then, ...bodiesOf(statement.else)];
    }
    case 'input':
    case 'layer-alias':
    case 'let':
    case 'from':
    case 'require':
    case 'weights':
      return [];
  }
}

function bodiesOfOperation(operation: Operation): readonly Body[] {
  switch (operation.type) {
    case 'group':
    case 'parallel':
      return [operation.body];
    case 'residual':
      return operation.skip === undefined ? [operation.main] : [operation.main, operation.skip.body];
    case 'call':
    case 'reuse':
      return [];
  }
}

const labels = new WeakMap<Body, ReadonlySet<string>>();

/** Every name that a body gives to a tensor, whether it is expanded or not; `{}` where some are interpolated. */
export function labelsIn(body: Body): ReadonlySet<string> {
  const known = labels.get(body);
  if (known !== undefined) return known;
  const found = new Set<string>();
  for (const statement of body.statements) {
    if (statement.type === 'input' || statement.type === 'output') found.add(statement.name.text);
    if (statement.type === 'step' || statement.type === 'path-branch') {
      if (statement.label?.type === 'name') found.add(statement.label.text);
      else if (statement.label !== undefined) found.add('{}');
    }
    for (const inner of bodiesOf(statement)) for (const label of labelsIn(inner)) found.add(label);
  }
  labels.set(body, found);
  return found;
}
