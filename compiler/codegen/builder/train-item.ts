import type {
  Entry,
  Expression,
  ObjectiveSection,
  PhaseSection,
  TrainDeclaration,
} from '../../../grammar/ast.ts';
import { textOf } from '../../../grammar/span.ts';
import { isValidated } from '../../data/data-spec.ts';
import type { LossSpec, ObjectiveSpec, PhaseSpec, TrainSpec } from '../../train/train-spec.ts';
import { looks } from '../../catalogue/schedules/define-schedule.ts';
import { definitionOfSchedule, isSchedule } from '../../catalogue/schedules/rate-at.ts';
import { type Measure, measuresOf } from '../../train/measure-names.ts';
import { monitorOf } from '../../train/resolve-monitor.ts';
import type { CodeArgument } from '../model/call.ts';
import type { CodeSymbol } from '../model/symbol.ts';
import type { CodeLoss, CodeObjective, CodeOptimizer, CodePhase, CodeTrain } from '../model/train.ts';
import { bindArguments } from './bind-arguments.ts';
import type { Callees } from './callees.ts';
import { coverOf } from './cover-of.ts';
import { expressionOf } from './expressions.ts';
import type { Spec } from './spec.ts';

/** What a train block says. */
export function trainItem(train: TrainSpec, spec: Spec, callees: Callees): CodeTrain {
  const declaration = declarationOf(train, spec);
  const symbolOf = (name: TrainDeclaration['model']): CodeSymbol => {
    const bound = spec.meaningOf(name);
    if (bound === undefined) throw new RangeError('a training is of a model and data');
    return spec.symbolOf(bound);
  };
  return {
    type: 'train',
    symbol: { kind: 'train', name: train.name, module: spec.nameOf(spec.answers.bound) },
    doc: declaration.doc,
    model: symbolOf(declaration.model),
    data: symbolOf(declaration.data),
    inputs: train.inputs,
    phases: train.phases.map((phase) => phaseOf(phase, train, declaration, spec, callees)),
  };
}

function declarationOf({ span }: TrainSpec, { answers: { bound } }: Spec): TrainDeclaration {
  const found = bound.syntax.items.find(
    (item): item is TrainDeclaration =>
      item.type === 'train' && item.span.start <= span.start && span.end <= item.span.end,
  );
  if (found === undefined) throw new RangeError('a training is written');
  return found;
}

function phaseOf(
  phase: PhaseSpec,
  { graph, data }: TrainSpec,
  declaration: TrainDeclaration,
  spec: Spec,
  callees: Callees,
): CodePhase {
  const section = declaration.members.find(
    (member): member is PhaseSection => member.type === 'phase' && member.name.text === phase.name,
  );
  const places: Places = { section, declaration, spec, callees };
  const { accumulate } = phase;
  const isOfValidation = isValidated(data.split);
  const monitor = monitorOf(phase, isOfValidation);
  const plateau = plateauOf(phase, isOfValidation);
  return {
    name: phase.name,
    epochs: phase.epochs,
    batch: phase.batch,
    ...(accumulate !== undefined && accumulate > 1 && { accumulate }),
    objectives: phase.objectives.map((objective) => objectiveOf(objective, places)),
    optimizer: optimizerOf(phase, places),
    ...(monitor && { monitor }),
    ...(plateau && { plateau }),
    freezes: (phase.freezing ?? []).map(({ span, paths }) => ({ text: frozenText(textOf(span)), paths })),
    frozen: [...phase.frozen],
    frozenParts: coverOf(
      graph.layers.filter(({ weights }) => weights.length > 0).map(({ path }) => path),
      phase.frozen,
    ),
  };
}

/** The measure that lowers the rate of a phase, where one does. */
function plateauOf({ optimizer, objectives }: PhaseSpec, isOfValidation: boolean): Measure | undefined {
  const { learning_rate: rate } = optimizer.params;
  if (!isSchedule(rate) || !looks(definitionOfSchedule(rate))) return undefined;
  const { monitor } = rate.params;
  const usual = isOfValidation ? 'val_loss' : 'loss';
  const wanted = typeof monitor === 'string' ? monitor : usual;
  return measuresOf(objectives, isOfValidation).find(({ name }) => name === wanted);
}

/** Where what a phase takes over is written. */
interface Places {
  readonly section: PhaseSection | undefined;
  readonly declaration: TrainDeclaration;
  readonly spec: Spec;
  readonly callees: Callees;
}

const frozenText = (line: string): string => line.replace(/^freeze\s+/, '');

/** An entry of the phase, else of the train block. */
function entryOf(key: string, { section, declaration }: Places): Entry | undefined {
  const isIt = (member: { readonly type: string }): member is Entry =>
    member.type === 'entry' && (member as Entry).key.text === key;
  return section?.members.find(isIt) ?? declaration.members.find(isIt);
}

function optimizerOf({ optimizer: { kind, params } }: PhaseSpec, places: Places): CodeOptimizer {
  const written = entryOf('optimizer', places);
  const value = written && expressionOf(written.value, places.spec);
  return { kind, params, arguments: value?.type === 'object' ? value.arguments : [] };
}

function objectiveOf(objective: ObjectiveSpec, places: Places): CodeObjective {
  const { head, target, loss, moreLosses = [], weight, metrics } = objective;
  const terms = termsOf(lossEntry(head, places)?.value);
  const losses = [loss, ...moreLosses].map((one, index) => lossOf(one, terms[index], places));
  return { head, target, losses, weight, metrics };
}

/** Where the loss of a head is written: in the phase, else in the train block. */
function lossEntry(head: string, { section, declaration }: Places): Entry | undefined {
  const sections = [...(section?.members ?? []), ...declaration.members].filter(
    (member): member is ObjectiveSection => member.type === 'objective' && member.head.text === head,
  );
  const found = sections.map(({ entries }) => entries.find(({ key }) => key.text === 'loss'));
  return found.find((entry) => entry !== undefined);
}

/** The losses of a sum, without their factors. */
function termsOf(expression: Expression | undefined): readonly Expression[] {
  if (expression?.type !== 'binary') return expression === undefined ? [] : [expression];
  const { operator, left, right } = expression;
  if (operator === '+') return [...termsOf(left), ...termsOf(right)];
  return termsOf(isLoss(right) ? right : left);
}

/** A loss is a word, a name or a call; a factor a number, or arithmetic. */
function isLoss(expression: Expression): boolean {
  if (expression.type === 'call') return true;
  const [first] = expression.type === 'path' ? expression.segments : [];
  if (expression.type === 'binary') return isLoss(expression.left) || isLoss(expression.right);
  return first?.type === 'name' && first.text.length > 0;
}

function lossOf(loss: LossSpec, written: Expression | undefined, { spec, callees }: Places): CodeLoss {
  const { factor = 1 } = loss;
  if (loss.kind !== 'block') return { type: 'named', factor, kind: loss.kind, params: loss.params };
  const callee =
    written?.type === 'call' ? written.callee : written?.type === 'path' ? written.segments[0] : undefined;
  if (callee?.type !== 'name' || written === undefined)
    throw new RangeError('a loss that is a block is named');
  const call = written.type === 'call' ? written : ({ type: 'call', callee, span: written.span } as const);
  const target = callees.targetOf(call);
  const given: readonly CodeArgument[] = bindArguments(call, target, spec).arguments;
  if (target.callee.type === 'layer') throw new RangeError('a loss is no layer');
  const shapeOf = (input: string) => loss.graph.inputs.find(({ name }) => name === input)?.shape ?? [];
  return {
    type: 'block',
    factor,
    symbol: target.callee.symbol,
    arguments: given,
    target: shapeOf('target'),
    prediction: shapeOf('prediction'),
  };
}
