import type { CodeArgument, CodeCall } from '../model/call.ts';
import type { CodeExpression } from '../model/expression.ts';
import type { CodeItem, CodeParameter } from '../model/items.ts';
import type { CodeBody, CodeName, CodeOperation, CodeStatement } from '../model/statement.ts';
import type { CodeSymbol } from '../model/symbol.ts';
import type { CodeStore, CodeTensor } from '../model/tensor.ts';

/** What is told of the parts of code. */
export interface CodeVisitor {
  /** An expression that something hangs on; not those within others. */
  readonly expression?: (expression: CodeExpression) => void;
  /** An argument, and what it is given to. */
  readonly argument?: (argument: CodeArgument) => void;
  /** Something that is applied. */
  readonly callee?: (symbol: CodeSymbol) => void;
  /** A value that is given a name. */
  readonly value?: (symbol: CodeSymbol, value: CodeExpression) => void;
  readonly loop?: (statement: Extract<CodeStatement, { type: 'for' }>) => void;
  readonly call?: (call: CodeCall) => void;
}

/** Visits all of an item. */
export function walkItem(item: CodeItem, visitor: CodeVisitor): void {
  switch (item.type) {
    case 'value':
      return visitor.value?.(item.symbol, item.value);
    case 'factory':
      return walkFactory(item, visitor);
    case 'block':
    case 'model':
      walkParameters(item.parameters, visitor);
      return walkBody(item.body, visitor);
    case 'data':
      return;
    case 'train':
      for (const { objectives } of item.phases) {
        for (const loss of objectives.flatMap(({ losses }) => losses)) {
          if (loss.type !== 'block') continue;
          visitor.callee?.(loss.symbol);
          walkArguments(loss.arguments, visitor);
        }
      }
  }
}

function walkFactory({ base, presets }: Extract<CodeItem, { type: 'factory' }>, visitor: CodeVisitor): void {
  if (base.type !== 'layer') visitor.callee?.(base.symbol);
  walkArguments(presets, visitor);
}

function walkParameters(parameters: readonly CodeParameter[], visitor: CodeVisitor): void {
  for (const { symbol, default: preset } of parameters) {
    if (preset !== undefined) visitor.value?.(symbol, preset);
  }
}

const walkArguments = (given: readonly CodeArgument[], visitor: CodeVisitor): void => {
  for (const argument of given) visitor.argument?.(argument);
};

export function walkBody({ statements }: CodeBody, visitor: CodeVisitor): void {
  for (const statement of statements) walkStatement(statement, visitor);
}

function walkStatement(statement: CodeStatement, visitor: CodeVisitor): void {
  const { expression } = visitor;
  switch (statement.type) {
    case 'step':
    case 'output':
      walkStores([...statement.results, ...statement.shared], visitor);
      return walkOperation(statement.operation, visitor);
    case 'input':
      for (const size of statement.sizes ?? []) if (size.type === 'expected') expression?.(size.value);
      return;
    case 'from':
      return walkTensor(statement.tensor, visitor);
    case 'declare':
      return;
    case 'for':
      expression?.(statement.list);
      visitor.loop?.(statement);
      return walkBody(statement.body, visitor);
    case 'repeat':
      expression?.(statement.count);
      return walkBody(statement.body, visitor);
    case 'if':
      expression?.(statement.condition);
      walkBody(statement.then, visitor);
      if (statement.else !== undefined) walkBody(statement.else, visitor);
      return;
    case 'path':
      walkStores(statement.results, visitor);
      if (statement.name !== undefined) walkName(statement.name, visitor);
      return walkBody(statement.body, visitor);
    case 'require':
      expression?.(statement.condition);
      return expression?.(statement.message);
    case 'value':
      return visitor.value?.(statement.symbol, statement.value);
    case 'factory':
      return walkFactory(statement, visitor);
  }
}

function walkOperation(operation: CodeOperation, visitor: CodeVisitor): void {
  if (operation.name !== undefined) walkName(operation.name, visitor);
  switch (operation.type) {
    case 'apply':
      return walkCall(operation.call, visitor);
    case 'group':
      return walkBody(operation.body, visitor);
    case 'residual':
      if (operation.when !== undefined) visitor.expression?.(operation.when);
      walkBody(operation.main, visitor);
      if (operation.skip?.when !== undefined) visitor.expression?.(operation.skip.when);
      if (operation.skip !== undefined) walkBody(operation.skip.body, visitor);
      return;
    case 'parallel':
      walkCall(operation.merge, visitor);
      return walkBody(operation.body, visitor);
    case 'reuse':
      return walkTensor(operation.of, visitor);
  }
}

function walkCall(call: CodeCall, visitor: CodeVisitor): void {
  visitor.call?.(call);
  if (call.callee.type !== 'layer') visitor.callee?.(call.callee.symbol);
  walkArguments(call.arguments, visitor);
  for (const { tensor } of call.inputs) walkTensor(tensor, visitor);
}

function walkName(name: CodeName, { expression }: CodeVisitor): void {
  if (name.type === 'label') expression?.(name.text);
}

function walkTensor(tensor: CodeTensor, { expression }: CodeVisitor): void {
  if (tensor.type === 'variable') for (const index of tensor.indices) expression?.(index);
  else if (tensor.type === 'kept') expression?.(tensor.path);
}

function walkStores(stores: readonly CodeStore[], { expression }: CodeVisitor): void {
  for (const { indices } of stores) for (const index of indices) expression?.(index);
}
