import type { CodeArgument, CodeCall } from '../model/call.ts';
import type { CodeExpression } from '../model/expression.ts';
import type { CodeItem, CodeParameter } from '../model/items.ts';
import type { CodeProgram } from '../model/module.ts';
import type { CodeBody, CodeStatement } from '../model/statement.ts';
import type { CodeSymbol } from '../model/symbol.ts';
import { walk } from './walk.ts';

/**
 * Which numbers are whole in Python, too: there `6 / 2` is `3.0`, which is no count. A parameter is taken to be, where its
 * default is and whatever the program gives it.
 */
export class Integers {
  readonly #fractions = new Set<CodeSymbol>();

  constructor(program: CodeProgram) {
    const definitions = definitionsOf(program);
    for (let before = -1; before < this.#fractions.size;) {
      before = this.#fractions.size;
      for (const [symbol, value] of definitions) if (!this.has(value)) this.#fractions.add(symbol);
    }
  }

  /** Whether whatever a symbol is given is whole. */
  hasSymbol(symbol: CodeSymbol): boolean {
    return !this.#fractions.has(symbol);
  }

  /** Whether a value is a whole number, or a list of nothing else, for certain. */
  has(value: CodeExpression): boolean {
    switch (value.type) {
      case 'number':
        return Number.isInteger(value.value);
      case 'symbol':
        return !this.#fractions.has(value.symbol);
      case 'list':
      case 'tuple':
        return value.items.every((item) => this.has(item));
      case 'item':
        return this.has(value.list);
      case 'unary':
        return this.has(value.operand);
      case 'binary':
        return value.operator !== '/' && this.has(value.left) && this.has(value.right);
      case 'conditional':
        return this.has(value.then) && this.has(value.else);
      case 'call':
        return (
          ['len', 'floor', 'ceil', 'round'].includes(value.function) ||
          value.arguments.every((argument) => this.has(argument))
        );
      case 'boolean':
      case 'none':
      case 'text':
      case 'word':
      case 'object':
        return true;
    }
  }
}

type Definition = readonly [symbol: CodeSymbol, value: CodeExpression];

/** Every value that a symbol is given. */
function definitionsOf({ main, modules }: CodeProgram): readonly Definition[] {
  const found: Definition[] = [];
  const parameters = new Map<CodeSymbol, readonly CodeParameter[]>();
  const items = [...modules, main].flatMap((module): readonly CodeItem[] => module.items);
  for (const item of items) {
    if (item.type === 'block' || item.type === 'model') parameters.set(item.symbol, item.parameters);
  }
  const give = (callee: CodeSymbol | undefined, given: readonly CodeArgument[]): void => {
    for (const { name, value } of given) {
      const list = callee === undefined ? undefined : parameters.get(callee);
      const parameter = list?.find(({ symbol }) => symbol.name === name);
      if (parameter !== undefined) found.push([parameter.symbol, value]);
    }
  };
  walk(items, (node) => {
    if (isValue(node)) found.push([node.symbol, node.value]);
    if (isParameter(node)) found.push([node.symbol, node.default]);
    if (isFor(node)) for (const target of node.targets) found.push([target, node.list]);
    if (isCall(node) && node.callee.type !== 'layer') give(node.callee.symbol, node.arguments);
    if (isFactory(node) && node.base.type !== 'layer') {
      const callee = node.base.symbol;
      give(callee, node.presets);
      const own = parameters.get(callee);
      if (own !== undefined) parameters.set(node.symbol, own);
    }
  });
  return found;
}

type Node = Readonly<Record<string, unknown>>;

const isValue = (node: Node): node is Node & { symbol: CodeSymbol; value: CodeExpression } =>
  node['type'] === 'value' && 'symbol' in node;
const isParameter = (node: Node): node is Node & { symbol: CodeSymbol; default: CodeExpression } =>
  'symbol' in node && 'default' in node && node['default'] !== undefined;
const isFor = (node: Node): node is Node & Extract<CodeStatement, { type: 'for' }> => node['type'] === 'for';
const isCall = (node: Node): node is Node & CodeCall => 'callee' in node && 'arguments' in node;
const isFactory = (
  node: Node,
): node is Node & Extract<CodeStatement | CodeItem, { type: 'factory' }> & { body?: CodeBody } =>
  node['type'] === 'factory' && 'presets' in node;
