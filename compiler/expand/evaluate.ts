import type { Argument, Call, Expression, Name, Path, StringLiteral } from '../../grammar/ast.ts';
import { textOf } from '../../grammar/span.ts';
import { entryNamed } from '../catalogue/entry/entry.ts';
import { sourceDefinitions } from '../catalogue/sources/registry.ts';
import { type Condition, symbolsIn } from '../sizes/condition.ts';
import {
  type Constant,
  type Given,
  booleanConstant,
  describe,
  formatConstant,
  numberConstant,
  sizeConstant,
  stringConstant,
  weightIn,
} from './constant.ts';
import { isFunctionName } from './function-names.ts';
import { callFunction } from './functions.ts';
import { maximumDepth, maximumLength } from './limits.ts';
import { applyBinary, applyUnary, comparedWithZero, isBoolean } from './operators.ts';
import { factsAt, type Place, known, spend } from './place.ts';
import { isKnownWord } from './vocabulary.ts';

/** The value of an expression, or undefined where it has none; every reason has then been reported. */
export function evaluate(expression: Expression, place: Place, depth = 0): Constant | undefined {
  if (depth > maximumDepth) return place.reporter.report('CNN129', expression.span, [maximumDepth]);
  const inner = (part: Expression): Constant | undefined => evaluate(part, place, depth + 1);
  switch (expression.type) {
    case 'number':
      return finite(expression.value, expression, place);
    case 'size':
      return { type: 'size', bytes: expression.value };
    case 'string':
      return interpolate(expression, place, depth);
    case 'boolean':
      return booleanConstant(expression.value);
    case 'none':
      return { type: 'none' };
    case 'path':
      return evaluatePath(expression, place, depth);
    case 'call':
      return evaluateCall(expression, place, depth);
    case 'list':
    case 'tuple':
      return sequence(expression.type, expression.items.map(inner), expression, place);
    case 'unary': {
      const operand = known(expression.operand, inner(expression.operand), place);
      return operand === undefined ? undefined : applyUnary(expression, operand, place.reporter);
    }
    case 'binary':
      return applyBinary(expression, inner, place);
    case 'conditional': {
      const condition = evaluateCondition(expression.condition, place, depth + 1);
      return condition === undefined ? undefined : inner(condition ? expression.then : expression.else);
    }
  }
}

/** A condition, which must be true or false here. */
export function evaluateCondition(
  expression: Expression,
  place: Place,
  depth = 0,
  what = 'a condition',
): boolean | undefined {
  const condition = evaluateOpenCondition(expression, place, depth);
  if (condition === undefined || typeof condition === 'boolean') return condition;
  const { type } = factsAt(place).decide(condition);
  if (type !== 'open') return type === 'proved';
  return place.reporter.report('CNN224', expression.span, [what, symbolsIn(condition)]);
}

/** A condition, which may be one on symbolic sizes. */
export function evaluateOpenCondition(
  expression: Expression,
  place: Place,
  depth = 0,
): Condition | undefined {
  const value = known(expression, evaluate(expression, place, depth), place);
  if (value === undefined) return undefined;
  if (isBoolean(value)) return value.value;
  if (value.type === 'condition') return value.condition;
  return place.reporter.report(
    'CNN127',
    expression.span,
    [describe(value)],
    comparedWithZero(expression, value),
  );
}

/** An expression's value where a bare word would be a name that does not exist. */
export function evaluateKnown(expression: Expression, place: Place): Constant | undefined {
  return known(expression, evaluate(expression, place), place);
}

/** The value that a name is given: a bare word in it must be one that some parameter knows. */
export const evaluateDefinition = (expression: Expression, place: Place): Constant | undefined =>
  asDefinition(expression, evaluate(expression, place), place);

/** A value that a name is given, once it has been evaluated. */
export function asDefinition(
  expression: Expression,
  value: Constant | undefined,
  place: Place,
): Constant | undefined {
  if (value?.type === 'word' && isKnownWord(value.text)) return value;
  if (value?.type === 'object' && entryNamed(sourceDefinitions, value.name.text) !== undefined) return value;
  return known(expression, value, place);
}

/** Evaluates arguments in order. */
export const evaluateArguments = (
  args: readonly Argument[] | undefined,
  place: Place,
  depth = 0,
): readonly Given[] =>
  (args ?? []).map((argument) => ({ argument, value: evaluate(argument.value, place, depth + 1) }));

function finite(value: number, expression: Expression, place: Place): Constant | undefined {
  if (Number.isFinite(value)) return numberConstant(value);
  return place.reporter.report('CNN121', expression.span, [`\`${textOf(expression.span).slice(0, 40)}\``]);
}

function interpolate(literal: StringLiteral, place: Place, depth: number): Constant | undefined {
  let text = '';
  for (const part of literal.parts) {
    if (typeof part === 'string') text += part;
    else {
      const value = known(part, evaluate(part, place, depth + 1), place);
      if (value === undefined) return undefined;
      text += value.type === 'string' ? value.value : formatConstant(value);
    }
    if (text.length > maximumLength) {
      return place.reporter.report('CNN128', literal.span, ['this text is too long', maximumLength]);
    }
  }
  return spend(text.length, literal.span, place) ? stringConstant(text) : undefined;
}

function sequence(
  type: 'list' | 'tuple',
  items: readonly (Constant | undefined)[],
  expression: Expression,
  place: Place,
): Constant | undefined {
  const values = items.filter((item) => item !== undefined);
  if (values.length < items.length) return undefined;
  const weight = weightIn(values);
  if (weight > maximumLength) {
    return place.reporter.report('CNN128', expression.span, ['this list is too long', maximumLength]);
  }
  return { type, items: values, weight };
}

function evaluatePath(path: Path, place: Place, depth: number): Constant | undefined {
  const [first, ...rest] = path.segments;
  if (first?.type !== 'name') return undefined;
  const meaning = place.environment.value(first);
  if (meaning === undefined) {
    const last = rest.at(-1);
    if (last?.type === 'name' && modules.has(first.text)) return wordOfModule(path, last, place);
    const word: Constant = { type: 'word', text: first.text, span: first.span };
    return rest.length === 0 ? word : known(path, word, place);
  }
  let value = meaning.read();
  if (value?.type === 'symbolic') value = sizeConstant(factsAt(place).tidy(value.size));
  for (const segment of rest) {
    if (value === undefined) return undefined;
    if (segment.type !== 'index' || (value.type !== 'list' && value.type !== 'tuple')) {
      return place.reporter.report('CNN119', segment.span, [textOf(segment.span), describe(value), '']);
    }
    const index = known(segment.value, evaluate(segment.value, place, depth + 1), place);
    if (index === undefined) return undefined;
    const item = index.type === 'number' ? value.items.at(index.value) : undefined;
    if (item === undefined || (index.type === 'number' && !Number.isInteger(index.value))) {
      return place.reporter.report('CNN139', segment.span, [formatConstant(index), value.items.length]);
    }
    value = item;
  }
  return value;
}

/** Modules of other frameworks, in which words stand there. */
const modules = new Set([
  ...[
    'keras',
    'tf',
    'tensorflow',
    'torch',
    'nn',
    'layers',
    'activations',
    'initializers',
    'init',
    'regularizers',
  ],
  ...['constraints', 'losses', 'metrics', 'optimizers', 'functional', 'np', 'numpy', 'jax'],
]);

/** `keras.activations.relu`: the word alone. */
function wordOfModule({ span }: Path, { text, span: at }: Name, { reporter }: Place): Constant {
  const edits = [{ span: { ...span, end: at.start }, text: '' }];
  reporter.report('CNN149', span, [text], { edits });
  return { type: 'word', text, span: at };
}

function evaluateCall(call: Call, place: Place, depth: number): Constant | undefined {
  const given = evaluateArguments(call.arguments, place, depth);
  const { text } = call.callee;
  if (isFunctionName(text)) return callFunction(call, text, given, place);
  return { type: 'object', name: call.callee, given, span: call.span };
}
