import { classOf } from '../../catalogue/entry/entry.ts';
import { losses } from '../../catalogue/losses/registry.ts';
import type { CodeLoss, CodeObjective } from '../model/train.ts';
import { writtenParams } from '../model/written-params.ts';
import type { Code } from '../text/code.ts';
import { python } from '../text/python-writer.ts';
import { functionBehind } from './print-call.ts';
import { printExpression } from './print-expression.ts';
import { definition } from './print-function.ts';
import type { TrainPlace } from './print-train.ts';
import { inputsOf, pythonName } from './unit.ts';

const { code } = python;

/** An objective, and its loss in Python. */
export interface Objective extends CodeObjective {
  readonly printed: Code<'python'>;
}

interface PrintedLoss {
  readonly loss: Code<'python'>;
  /** The function that it is, where it is one of the module's own. */
  readonly definitions: readonly Code<'python'>[];
}

/** The loss of an objective; `known`: those that have been defined, by what they are. */
export function lossOf(
  objective: CodeObjective,
  place: TrainPlace,
  known: Map<string, Code<'python'>>,
): PrintedLoss {
  const [only, ...others] = objective.losses;
  if (only?.type === 'named' && only.factor === 1 && others.length === 0 && !isSmoothed(only)) {
    return { loss: namedLoss(only, place), definitions: [] };
  }
  const terms = objective.losses.map((loss) =>
    printTerm(loss, others.length > 0 || loss.factor !== 1, place),
  );
  const sum = python.join(terms, code` + `);
  const before = known.get(`${objective.head}: ${String(sum)}`);
  if (before !== undefined) return { loss: before, definitions: [] };
  const name = place.unit.names.fresh(`${objective.head}_loss`);
  known.set(`${objective.head}: ${String(sum)}`, name);
  const targets = objective.losses.flatMap((loss) =>
    loss.type === 'block' ? targetLines(loss, objective, place) : [],
  );
  const own = targets.slice(0, 1);
  const doc = 'Compare predictions with what they should be.';
  return {
    loss: name,
    definitions: [definition(code`def ${name}(y_true, y_pred):`, doc, [...own, code`return ${sum}`])],
  };
}

type NamedTerm = Extract<CodeLoss, { type: 'named' }>;
type BlockTerm = Extract<CodeLoss, { type: 'block' }>;

/** Keras smooths one-hot targets, but no class numbers. */
const isSmoothed = ({ kind, params }: NamedTerm): boolean =>
  kind === 'sparse_categorical_crossentropy' && params['label_smoothing'] !== 0;

/** What a loss is told, where that is not the default. */
const optionsOf = (loss: NamedTerm): readonly Code<'python'>[] =>
  Object.entries(writtenParams(loss)).map(
    ([name, value]) => code`${python.name(name)}=${value === true ? code`True` : code`${Number(value)}`}`,
  );

/** `"mse"`, or an object where its parameters are not the defaults. */
const namedLoss = (loss: NamedTerm, { unit }: TrainPlace): Code<'python'> =>
  optionsOf(loss).length > 0
    ? code`${unit.keras('losses')}.${python.name(classOf(losses[loss.kind]))}(${python.join(optionsOf(loss))})`
    : code`${loss.kind}`;

/** A loss of a sum: the mean of what it gives of each example, times its factor. */
function printTerm(loss: CodeLoss, summed: boolean, place: TrainPlace): Code<'python'> {
  const { unit } = place;
  const value =
    loss.type === 'block'
      ? code`${blockName(loss, place)}(${python.join([...blockTensors(loss, place), ...blockArguments(loss, place)])})`
      : code`${functionOf(loss, place)}(${python.join([code`y_true`, code`y_pred`, ...optionsOf(loss)])})`;
  if (!summed) return value;
  const mean = code`${unit.part('per_example')}(${value})`;
  return loss.factor === 1 ? mean : code`${loss.factor} * ${mean}`;
}

/** Keras's function of a loss, or one of the parts where Keras has none that gives a number for each example. */
function functionOf(loss: NamedTerm, { unit }: TrainPlace): Code<'python'> {
  const { kind, params } = loss;
  if (isSmoothed(loss) || (params['ignore_class'] ?? null) !== null) return unit.part('sparse_crossentropy');
  const names: Readonly<Record<string, string>> = { mse: 'mean_squared_error', mae: 'mean_absolute_error' };
  return code`${unit.keras('losses')}.${python.name(names[kind] ?? kind)}`;
}

const blockName = ({ symbol }: BlockTerm, { unit }: TrainPlace): Code<'python'> =>
  unit.names.of(symbol, pythonName(symbol));

/** What a block is given, in the order of its inputs. */
function blockTensors({ symbol }: BlockTerm, { unit }: TrainPlace): readonly Code<'python'>[] {
  const block = functionBehind(symbol, unit);
  const names = block === undefined ? ['target', 'prediction'] : inputsOf(block).map(({ name }) => name);
  return names.map((name) => (name === 'target' ? code`target` : code`y_pred`));
}

const blockArguments = (loss: BlockTerm, { unit }: TrainPlace): readonly Code<'python'>[] =>
  loss.arguments.map(({ name, symbol, value }) => {
    const own = (symbol && unit.shared.parameters.get(symbol)) ?? python.name(name);
    return code`${own}=${printExpression(value, { unit, names: unit.names })}`;
  });

/** The target as a block takes it: floats of the prediction's shape, of a class one-hot. */
function targetLines(
  { target }: BlockTerm,
  { head }: CodeObjective,
  { unit, classHeads }: TrainPlace,
): readonly Code<'python'>[] {
  const ops = unit.keras('ops');
  const [classes] = target;
  const isClass = classHeads.has(head);
  if (!isClass) return [code`target = ${ops}.cast(y_true, "float32")`];
  const flat = code`${ops}.reshape(${ops}.cast(y_true, "int32"), (-1,))`;
  return typeof classes === 'number' && classes > 1
    ? [code`target = ${ops}.one_hot(${flat}, ${classes})`]
    : [code`target = ${ops}.reshape(${ops}.cast(y_true, "float32"), (-1, 1))`];
}
