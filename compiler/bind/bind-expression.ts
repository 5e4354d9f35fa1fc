import type { Argument, Call, Expression, Name, Path } from '../../grammar/ast.ts';
import type { Binder } from './binder.ts';
import type { BoundSymbol, Inside } from './bound-symbol.ts';
import type { LabelScope } from './label-scope.ts';
import type { Scope } from './scope.ts';
import { writtenPaths } from './written-paths.ts';

/** Where names are used. */
export interface BindPlace {
  readonly binder: Binder;
  readonly scope: Scope;
  /** The labels of the body around. */
  readonly labels?: LabelScope;
}

/** Binds the names in an expression. */
export function bindExpression(expression: Expression, place: BindPlace): void {
  switch (expression.type) {
    case 'path':
      return bindValuePath(expression, place);
    case 'call':
      return bindCall(expression, place);
    case 'string':
      for (const part of expression.parts) if (typeof part !== 'string') bindExpression(part, place);
      return;
    case 'list':
    case 'tuple':
      for (const item of expression.items) bindExpression(item, place);
      return;
    case 'unary':
      return bindExpression(expression.operand, place);
    case 'binary':
      bindExpression(expression.left, place);
      return bindExpression(expression.right, place);
    case 'conditional':
      bindExpression(expression.condition, place);
      bindExpression(expression.then, place);
      return bindExpression(expression.else, place);
    case 'number':
    case 'size':
    case 'boolean':
    case 'none':
      return;
  }
}

/** Binds a call that is applied to a tensor, or that an alias stands for. */
export function bindApplied(call: Call, place: BindPlace): void {
  place.binder.noteApplied(call);
  bindCall(call, place);
}

/** Binds a call's callee, the names of its arguments, and what they are given. */
export function bindCall(call: Call, place: BindPlace): void {
  const { binder, scope } = place;
  const symbol = scope.find(call.callee.text);
  binder.referToCallee(call, symbol);
  if (call.arguments === undefined) return;
  const inside = symbol === undefined ? nothing : binder.insideOfCall(call);
  for (const argument of call.arguments) bindArgument(argument, inside, place);
}

/** The names in a layer of the language, and in what there is not. */
const nothing = (): undefined => undefined;

function bindArgument({ name, value }: Argument, inside: () => Inside | undefined, place: BindPlace): void {
  if (name === undefined) return bindExpression(value, place);
  const { binder } = place;
  if (inside === nothing) binder.refer('argument', name, undefined);
  else binder.defer(() => binder.refer('argument', name, argumentOf(name, inside())));
  const written = name.text === 'with' ? writtenPaths(value) : undefined;
  if (written !== undefined) for (const path of written) bindLabelPath(path, place);
  else if (name.text === 'weights' && value.type === 'path') bindWeightSet(value, inside, place);
  else if (value.type === 'path' && inside !== nothing) bindOpenPath(name, value, inside, place);
  else bindExpression(value, place);
}

const argumentOf = ({ text }: Name, inside: Inside | undefined): ReturnType<LabelScope['find']> => {
  const input = inside?.labels.findHere(text);
  return inside?.parameters.get(text) ?? (input?.kind === 'input' ? input : undefined);
};

/** A path that is a label where the argument is an input of what is applied, and a value where it is a parameter. */
function bindOpenPath(name: Name, path: Path, inside: () => Inside | undefined, place: BindPlace): void {
  bindIndices(path, place);
  const refer = valueOf(path, place);
  place.binder.defer(() => {
    const isInput = argumentOf(name, inside())?.kind === 'input';
    if (isInput) followLabels(path, place.labels, place.binder);
    else refer();
  });
}

function bindWeightSet(path: Path, inside: () => Inside | undefined, place: BindPlace): void {
  const [first] = path.segments;
  if (first?.type !== 'name') return;
  bindIndices(path, place);
  const refer = valueOf(path, place);
  const isValue = place.scope.find(first.text) !== undefined;
  place.binder.defer(() => {
    const set = isValue ? undefined : inside()?.weightSets.get(first.text);
    if (set === undefined) refer();
    else place.binder.refer('weight set', first, set);
  });
}

function bindValuePath(path: Path, place: BindPlace): void {
  bindIndices(path, place);
  const [first] = path.segments;
  if (first?.type === 'name') referToValue(path, first, place.scope.find(first.text), place);
}

/** Refers to what a path's name is here and now, whenever that is asked for. */
function valueOf(path: Path, place: BindPlace): () => void {
  const [first] = path.segments;
  if (first?.type !== 'name') return nothing;
  const symbol = place.scope.find(first.text);
  return () => referToValue(path, first, symbol, place);
}

/** A name that is no value may be a label, where none can stand. */
function referToValue(
  path: Path,
  first: Name,
  symbol: BoundSymbol | undefined,
  { binder, labels }: BindPlace,
): void {
  if (symbol !== undefined || labels?.find(first.text)?.name !== first.text)
    binder.refer('value', first, symbol);
  else binder.defer(() => followLabels(path, labels, binder));
}

/** Binds a path of labels, as seen from a body. */
export function bindLabelPath(path: Path, place: BindPlace): void {
  bindIndices(path, place);
  place.binder.defer(() => followLabels(path, place.labels, place.binder));
}

/** Binds the expressions in a path's brackets. */
export function bindIndices({ segments }: Path, place: BindPlace): void {
  for (const segment of segments) {
    if (segment.type === 'index') bindExpression(segment.value, place);
    if (segment.type !== 'range') continue;
    if (segment.from !== undefined) bindExpression(segment.from, place);
    if (segment.to !== undefined) bindExpression(segment.to, place);
  }
}

/** Binds each name of a path within what the names before it stand for. */
export function followLabels({ segments }: Path, from: LabelScope | undefined, binder: Binder): void {
  let labels = from;
  let isFirst = true;
  for (const segment of segments) {
    if (segment.type !== 'name') continue;
    const symbol = isFirst ? labels?.find(segment.text) : labels?.findHere(segment.text);
    binder.refer('label', segment, symbol);
    labels = symbol?.inside?.()?.labels;
    isFirst = false;
  }
}
