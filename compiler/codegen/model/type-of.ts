import type { CodeExpression } from './expression.ts';
import type { CodeType } from './symbol.ts';

const number: CodeType = { type: 'number' };
const boolean: CodeType = { type: 'boolean' };
const unknown: CodeType = { type: 'unknown' };

/** What an expression may be, as far as the types of its symbols tell. */
export function typeOf(expression: CodeExpression): CodeType {
  switch (expression.type) {
    case 'number':
      return number;
    case 'boolean':
      return boolean;
    case 'none':
      return { type: 'none' };
    case 'text':
      return { type: 'string' };
    case 'word':
      return { type: 'choice', values: [expression.text] };
    case 'symbol':
      return expression.symbol.type ?? unknown;
    case 'list':
      return { type: 'list', item: joinTypes(expression.items.map(typeOf)) };
    case 'tuple':
      return { type: 'tuple', items: expression.items.map(typeOf) };
    case 'item':
      return itemOf(typeOf(expression.list));
    case 'unary':
      return expression.operator === 'not' ? boolean : number;
    case 'binary':
      return typeOfBinary(expression);
    case 'conditional':
      return joinTypes([typeOf(expression.then), typeOf(expression.else)]);
    case 'call':
      return typeOfCall(expression);
    case 'object':
      return unknown;
  }
}

/** What the items of a list or tuple may be. */
export function itemOf(type: CodeType): CodeType {
  if (type.type === 'list') return type.item;
  if (type.type === 'tuple') return joinTypes(type.items);
  if (type.type === 'union') return joinTypes(type.of.map(itemOf));
  return unknown;
}

/** What is one of some types. */
export function joinTypes(types: readonly CodeType[]): CodeType {
  const flat = types.flatMap((type) => (type.type === 'union' ? type.of : [type]));
  const joined = flat.reduce<readonly CodeType[]>(addType, []);
  const [only] = joined;
  return only !== undefined && joined.length === 1
    ? only
    : joined.length === 0
      ? unknown
      : { type: 'union', of: joined };
}

/** Types with one more: lists of a list, words among those of a kind, and what is the same, are one. */
function addType(types: readonly CodeType[], type: CodeType): readonly CodeType[] {
  const at = types.findIndex((known) => mix(known, type) !== undefined);
  const known = types[at];
  const mixed = known && mix(known, type);
  return mixed === undefined ? [...types, type] : types.with(at, mixed);
}

function mix(a: CodeType, b: CodeType): CodeType | undefined {
  if (a.type === 'choice' && b.type === 'choice') {
    return { type: 'choice', values: [...new Set([...a.values, ...b.values])] };
  }
  if (isNamed(a) && (b.type === 'choice' || b.type === a.type)) return a;
  if (isNamed(b) && a.type === 'choice') return b;
  if (a.type === 'list' && b.type === 'list') return { type: 'list', item: joinItems(a.item, b.item) };
  if (a.type === 'tuple' && b.type === 'tuple' && a.items.length === b.items.length) {
    return {
      type: 'tuple',
      items: a.items.map((item, index) => joinTypes([item, b.items[index] ?? unknown])),
    };
  }
  return a.type === b.type && a.type !== 'tuple' ? a : undefined;
}

/** Of an empty list nothing is known. */
const joinItems = (a: CodeType, b: CodeType): CodeType =>
  a.type === 'unknown' ? b : b.type === 'unknown' ? a : joinTypes([a, b]);

const isNamed = ({ type }: CodeType): boolean =>
  type === 'activation' || type === 'initializer' || type === 'regularizer' || type === 'constraint';

function typeOfBinary({ operator, left, right }: Extract<CodeExpression, { type: 'binary' }>): CodeType {
  switch (operator) {
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
    case 'and':
    case 'or':
      return boolean;
    case '+':
    case '*': {
      const lists = [typeOf(left), typeOf(right)].filter(({ type }) => type === 'list');
      return lists.length === 0 ? number : joinTypes(lists);
    }
    case '-':
    case '/':
    case '//':
    case '%':
      return number;
  }
}

function typeOfCall(call: Extract<CodeExpression, { type: 'call' }>): CodeType {
  const [list] = call.arguments;
  if (call.function !== 'pairwise' || list === undefined) return number;
  const item = itemOf(typeOf(list));
  return { type: 'list', item: { type: 'tuple', items: [item, item] } };
}
