import type { CodeBody, CodeFor, CodeIf, CodeRepeat, CodeStatement } from '../model/statement.ts';
import type { CodeSymbol } from '../model/symbol.ts';
import type { Code } from '../text/code.ts';
import { python } from '../text/python-writer.ts';
import { type Flow, type Place, settle } from './place.ts';
import { integer, nameOf, printExpression } from './print-expression.ts';
import { symbolsIn } from './walk.ts';

const { code } = python;

type PrintBody = (body: CodeBody, flow: Flow, place: Place) => readonly Code<'python'>[];

/** `for … in …:` */
export function printLoop(
  loop: CodeFor | CodeRepeat,
  flow: Flow,
  place: Place,
  printBody: PrintBody,
): readonly Code<'python'>[] {
  const moves = movesTensor(loop.body);
  const before = moves ? settle(flow) : [];
  const used = symbolsIn(loop.body);
  const variable = (symbol: CodeSymbol): Code<'python'> =>
    used.has(symbol) ? nameOf(symbol, place) : code`_`;
  const isNumbered = loop.index !== undefined && (used.has(loop.index) || loop.indexesLabels);
  const index = isNumbered && loop.index !== undefined ? nameOf(loop.index, place) : undefined;
  const rounds = loop.indexesLabels && index !== undefined ? [...place.rounds, index] : place.rounds;
  const head =
    loop.type === 'repeat'
      ? code`for ${index ?? code`_`} in range(${integer(loop.count, place)}):`
      : forHead(loop, variable, index, place);
  const inner = { ...flow };
  const lines = [...printBody(loop.body, inner, { ...place, rounds }), ...(moves ? settle(inner) : [])];
  return lines.length === 0 ? [] : [...before, head, python.indent(python.lines(lines))];
}

function forHead(
  { targets, destructured, list }: CodeFor,
  variable: (symbol: CodeSymbol) => Code<'python'>,
  index: Code<'python'> | undefined,
  place: Place,
): Code<'python'> {
  const each = python.join(targets.map(variable));
  const values = iterated(list, place);
  if (index === undefined) return code`for ${each} in ${values}:`;
  const item = destructured ? code`(${each})` : each;
  return code`for ${index}, ${item} in enumerate(${values}):`;
}

/** What is iterated over: pairs need no list. */
function iterated(list: CodeFor['list'], place: Place): Code<'python'> {
  if (list.type !== 'call' || list.function !== 'pairwise') return printExpression(list, place);
  const values = python.join(list.arguments.map((each) => printExpression(each, place)));
  return code`${place.unit.standard('itertools', 'pairwise')}(${values})`;
}

/** `if …:`, `elif …:`, `else:` */
export function printIf(
  statement: CodeIf,
  flow: Flow,
  place: Place,
  printBody: PrintBody,
): readonly Code<'python'>[] {
  const branches = branchesOf(statement);
  const moves = branches.some(({ body }) => movesTensor(body));
  const before = moves ? settle(flow) : [];
  const printed = branches.map(({ condition, body }) => {
    const inner = { ...flow };
    const lines = [...printBody(body, inner, place), ...(moves ? settle(inner) : [])];
    return { condition, lines };
  });
  while (printed.at(-1)?.lines.length === 0) printed.pop();
  const lines = printed.flatMap(({ condition, lines: each }, index) => {
    const word = index === 0 ? code`if` : code`elif`;
    const head = condition === undefined ? code`else:` : code`${word} ${printExpression(condition, place)}:`;
    return [head, python.indent(python.lines(each.length === 0 ? [code`pass`] : each))];
  });
  return lines.length === 0 ? [] : [...before, ...lines];
}

interface Branch {
  readonly condition?: CodeIf['condition'];
  readonly body: CodeBody;
}

/** An `else` that is nothing but an `if` is an `elif`. */
function branchesOf({ condition, then, else: other }: CodeIf): readonly Branch[] {
  const first = { condition, body: then };
  if (other === undefined) return [first];
  const [only, ...more] = other.statements;
  return only?.type === 'if' && more.length === 0 ? [first, ...branchesOf(only)] : [first, { body: other }];
}

/** Whether statements make another tensor current. */
export function movesTensor({ statements }: CodeBody): boolean {
  return statements.some((statement: CodeStatement) => {
    switch (statement.type) {
      case 'step':
      case 'from':
      case 'input':
      case 'output':
        return true;
      case 'repeat':
      case 'for':
        return movesTensor(statement.body);
      case 'if':
        return branchesOf(statement).some(({ body }) => movesTensor(body));
      case 'declare':
      case 'factory':
      case 'path':
      case 'require':
      case 'value':
        return false;
    }
  });
}
