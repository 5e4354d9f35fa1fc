import type { Entry, Expression } from '../../grammar/ast.ts';
import { isMissing } from '../bind/bound-symbol.ts';
import { lossParameterWords } from '../foreign/losses.ts';
import { bindGiven } from '../expand/bind-callable.ts';
import { chooseEntry } from '../expand/choose-entry.ts';
import type { Constant } from '../expand/constant.ts';
import { evaluate } from '../expand/evaluate.ts';
import type { Budget } from '../expand/expansion.ts';
import type { BodyKind } from '../expand/kind.ts';
import type { Place } from '../expand/place.ts';
import { readNamed } from '../expand/read-named.ts';
import { readParameter } from '../expand/read-parameter.ts';
import { checkLossBlock, type Compared, resolveLossBlock } from './resolve-loss-block.ts';
import type { LossSpec } from './train-spec.ts';
import { reportUnknownLoss } from './unknown-loss.ts';
import { unsupportedOfLosses } from '../catalogue/losses/define-loss.ts';
import { lossDefinitions } from '../catalogue/losses/registry.ts';

/** Where losses are resolved. */
export interface LossPlace extends Place {
  readonly budget: Budget;
  /** What is compared, where that is known. */
  readonly compared: Compared | undefined;
}

/**
 * A loss by its word, by its class with parameters, by the block that it is written as, or a sum of such with factors:
 * `0.5 * mse + 0.5 * Dice`.
 */
export function resolveLoss(
  { value }: Entry,
  place: LossPlace,
): readonly [LossSpec, ...LossSpec[]] | undefined {
  const terms = termsOf(value, 1, place);
  const losses = terms?.map(({ loss, factor }) => {
    const spec = resolveOne(loss, place);
    return spec === undefined || factor === 1 ? spec : { ...spec, factor };
  });
  const [first, ...others] = losses?.filter((loss) => loss !== undefined) ?? [];
  return first === undefined || 1 + others.length !== losses?.length ? undefined : [first, ...others];
}

interface Term {
  readonly loss: Expression;
  readonly factor: number;
}

/** The losses of a sum, each with its factor; undefined where it is no such sum, which has been reported. */
function termsOf(expression: Expression, factor: number, place: Place): readonly Term[] | undefined {
  if (expression.type !== 'binary') return [{ loss: expression, factor }];
  const { operator, left, right, operatorSpan } = expression;
  if (operator === '+') {
    const [before, after] = [termsOf(left, factor, place), termsOf(right, factor, place)];
    return before === undefined || after === undefined ? undefined : [...before, ...after];
  }
  const leads = operator === '*' && isNumeric(left, place);
  if (!leads && (operator !== '*' || !isNumeric(right, place))) {
    return place.reporter.report('CNN429', operatorSpan, []);
  }
  const [number, loss] = leads ? [left, right] : [right, left];
  const value = readParameter(factorSpec, {
    what: 'the factor of a loss',
    value: evaluate(number, place) ?? { type: 'none' },
    expression: number,
    place,
  });
  return typeof value === 'number' ? termsOf(loss, factor * value, place) : undefined;
}

const factorSpec = { type: 'number', minimum: 0, doc: 'The share of a loss in a sum.' } as const;

function isNumeric(expression: Expression, place: Place): boolean {
  if (expression.type === 'number') return true;
  if (expression.type === 'binary')
    return isNumeric(expression.left, place) && isNumeric(expression.right, place);
  const [first] = expression.type === 'path' ? expression.segments : [];
  return first?.type === 'name' && place.environment.value(first) !== undefined;
}

function resolveOne(expression: Expression, place: LossPlace): LossSpec | undefined {
  const value = evaluate(expression, place);
  const named = readNamed(value, expression);
  const kind = value?.type === 'string' || named === undefined ? undefined : blockOf(named.text, place);
  if (kind !== undefined && named !== undefined) return resolveBlock(kind, named.value, expression, place);
  const choice = {
    what: '`loss`',
    wanted: 'the name of a loss',
    entries: lossDefinitions,
    unsupported: unsupportedOfLosses,
    foreign: () => lossParameterWords,
    unknown: (text: string, written: Constant) => reportUnknownLoss(text, written, expression.span, place),
  };
  const chosen = chooseEntry(choice, value, expression, place);
  return chosen && { kind: chosen.entry.kind, params: chosen.params };
}

/** The block, model or alias of one that a name stands for; undefined where it is none. */
function blockOf(name: string, { environment }: LossPlace): BodyKind | 'unknown' | undefined {
  const symbol = environment.bound.scope.find(name);
  if (symbol === undefined || isMissing(symbol)) return symbol && 'unknown';
  const meaning = environment.kind(symbol);
  const kind = meaning?.read();
  if (meaning !== undefined && kind === undefined) return 'unknown';
  return kind?.type === 'body' ? kind : undefined;
}

function resolveBlock(
  kind: BodyKind | 'unknown',
  value: Constant,
  expression: Expression,
  place: LossPlace,
): LossSpec | undefined {
  const { span } = expression;
  if (kind === 'unknown' || !checkLossBlock(kind.callable, span, place)) return undefined;
  const given = value.type === 'object' ? value.given : [];
  const bound = bindGiven(kind.callable, given, place, kind.preset);
  if (bound.faulty || place.compared === undefined) return undefined;
  return resolveLossBlock({ callable: kind.callable, bound, span }, place.compared, place, place.budget);
}
