import type { Entry, Freeze, ObjectiveSection, PhaseSection, TrainDeclaration } from '../../grammar/ast.ts';
import { bindExpression, bindIndices, type BindPlace, followLabels } from './bind-expression.ts';
import type { BoundSymbol, Inside } from './bound-symbol.ts';

/** Where a train block's members stand. */
interface TrainPlace extends BindPlace {
  /** The names in the model and in the data. */
  readonly model: () => Inside | undefined;
  readonly data: () => Inside | undefined;
  /** Those that are declared so far. */
  readonly phases: Map<string, BoundSymbol>;
}

/** Binds a `train` block: what it names of the model and of the data is known when all is bound. */
export function bindTrain(train: TrainDeclaration, outer: BindPlace): void {
  const { binder, scope } = outer;
  const [model, data] = [scope.find(train.model.text), scope.find(train.data.text)];
  binder.refer('kind', train.model, model);
  binder.refer('data', train.data, data);
  if (train.name !== undefined) binder.declare({ kind: 'train', declaration: train }, train.name);
  const phases = new Map<string, BoundSymbol>();
  const place = { ...outer, phases, model: () => model?.inside?.(), data: () => data?.inside?.() };
  for (const member of train.members) {
    if (member.type === 'entry') bindExpression(member.value, place);
    else if (member.type === 'objective') bindObjective(member, place);
    else if (member.type === 'phase') bindPhase(member, place);
    else {
      const { input, field } = member;
      binder.defer(() => binder.refer('input', input, place.model()?.labels.findHere(input.text)));
      binder.defer(() => binder.refer('field', field, place.data()?.parameters.get(field.text)));
    }
  }
}

function bindObjective({ head, entries }: ObjectiveSection, place: TrainPlace): void {
  const { binder } = place;
  binder.defer(() => binder.refer('head', head, place.model()?.labels.findHere(head.text)));
  for (const entry of entries) bindEntry(entry, place);
}

function bindEntry({ key, value }: Entry, place: TrainPlace): void {
  const [field] = key.text === 'target' && value.type === 'path' ? value.segments : [];
  if (field?.type !== 'name') return bindExpression(value, place);
  place.binder.defer(() => place.binder.refer('field', field, place.data()?.parameters.get(field.text)));
}

function bindPhase(phase: PhaseSection, place: TrainPlace): void {
  const known = place.phases.get(phase.name.text);
  const declared = { kind: 'phase', declaration: phase } as const;
  const symbol = place.binder.declare(declared, phase.name, undefined, known);
  if (known === undefined) place.phases.set(symbol.name, symbol);
  for (const member of phase.members) {
    if (member.type === 'entry') bindExpression(member.value, place);
    else if (member.type === 'objective') bindObjective(member, place);
    else bindFreeze(member, place);
  }
}

/** The end of a range may be named from the model, or beside its beginning. */
function bindFreeze({ path, to }: Freeze, place: TrainPlace): void {
  const { binder } = place;
  bindIndices(path, place);
  if (to !== undefined) bindIndices(to, place);
  binder.defer(() => {
    const labels = place.model()?.labels;
    followLabels(path, labels, binder);
    const [first] = to?.segments ?? [];
    if (to === undefined || first?.type !== 'name') return;
    const beside = labels?.findHere(first.text) === undefined ? labelsAround(path, place) : labels;
    followLabels(to, beside, binder);
  });
}

/** The labels among which the last name of a path stands. */
function labelsAround({ segments }: Freeze['path'], { model }: TrainPlace): Inside['labels'] | undefined {
  let labels = model()?.labels;
  for (const segment of segments.filter(({ type }) => type === 'name').slice(0, -1)) {
    labels = segment.type === 'name' ? labels?.findHere(segment.text)?.inside?.()?.labels : undefined;
  }
  return labels;
}
