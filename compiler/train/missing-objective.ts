import type { TrainDeclaration } from '../../grammar/ast.ts';
import { classOf } from '../catalogue/entry/entry.ts';
import type { FieldKind } from '../catalogue/fields/field-type.ts';
import { lossesFor } from '../catalogue/losses/fit.ts';
import { isOfBlocks, losses, type LossKind, usualLossName } from '../catalogue/losses/registry.ts';
import type { Details } from '../diagnostics/reporter.ts';
import type { ExpandedHead } from '../expand/expansion.ts';
import type { Tensor } from '../graph/graph.ts';
import { fraction, headActivation } from './head-activation.ts';
import type { TargetField } from './target-field.ts';

/** A loss, as it is written, and the field that it compares an output with. */
interface Choice {
  readonly loss: string;
  readonly field: TargetField | undefined;
}

/** The objective that an output lacks: a loss that fits what it ends in and its field, and the edit that adds it. */
export function missingObjective(
  head: ExpandedHead,
  train: TrainDeclaration,
  targets: readonly TargetField[],
): { readonly loss: string; readonly details: Details } {
  const { loss, field } = chooseFor(head, train, targets);
  const target = field === undefined || field.name === head.name ? '' : `  target = ${field.name}`;
  const section = `objective ${head.name} { loss = ${loss}${target} }`;
  if (field === undefined) return { loss, details: {} };
  return { loss, details: { fix: `add \`${section}\``, edits: [insertion(train, section)] } };
}

function chooseFor(
  { name, tensor }: ExpandedHead,
  train: TrainDeclaration,
  targets: readonly TargetField[],
): Choice {
  const own = targets.find((field) => field.name === name);
  const isFree = (field: TargetField): boolean => !isBound(field.name, train);
  const learnt = targets.filter((field) => field.type.kind !== 'tensor' && isFree(field));
  const likely = own ?? (learnt.length === 1 ? learnt[0] : undefined);
  const usual = usualLossName(likely?.type.kind);
  if (tensor === 'unknown' || isOfBlocks(likely?.type.kind)) return { loss: usual, field: undefined };
  const fits = (own === undefined ? targets.filter(isFree) : [own]).flatMap((field) => {
    const loss = lossFor(tensor, field);
    return loss === undefined ? [] : [{ loss, field }];
  });
  const [only, ...more] = fits;
  return only === undefined || more.length > 0 ? { loss: usual, field: undefined } : only;
}

/** Whether a train block says what a field is for. */
const isBound = (field: string, { members }: TrainDeclaration): boolean =>
  members.some((member) => {
    if (member.type === 'input-binding') return member.field.text === field || member.input.text === field;
    if (member.type !== 'objective') return false;
    const target = member.entries.find(({ key }) => key.text === 'target')?.value;
    const [name] = target?.type === 'path' ? target.segments : [member.head];
    return name?.type === 'name' && name.text === field;
  });

/** The usual loss of those that compare an output with a field, by what the output ends in. */
function lossFor(tensor: Tensor, target: TargetField): string | undefined {
  const fitting = lossesFor({ shape: tensor.shape, target }).map(({ kind }) => losses[kind]);
  const ends = activationFor(headActivation(tensor));
  const exact = usualOf(
    fitting.filter(({ activation }) => activation === ends),
    target.type.kind,
  );
  if (exact !== undefined) return exact.kind;
  const other = usualOf(fitting, target.type.kind);
  if (other === undefined || ends !== undefined) return other?.kind;
  return `${classOf(other)}(from_logits=true)`;
}

type Loss = (typeof losses)[LossKind];

const usualOf = (fitting: readonly Loss[], field: FieldKind): Loss | undefined =>
  fitting.find(({ usualFor }) => usualFor?.includes(field)) ?? fitting[0];

function activationFor(activation: string): 'softmax' | 'sigmoid' | undefined {
  if (activation === 'softmax') return 'softmax';
  return ['sigmoid', 'hard_sigmoid', fraction].includes(activation) ? 'sigmoid' : undefined;
}

/** Puts a section behind the last objective, or before the first phase, on a line of its own where that has one. */
function insertion({ members, span: { source } }: TrainDeclaration, section: string) {
  const beside =
    members.findLast(({ type }) => type === 'objective') ?? members.find(({ type }) => type === 'phase');
  const { start, end } = beside?.span ?? { start: 0, end: 0 };
  const indent = /\n([ \t]*)$/.exec(source.text.slice(0, start));
  const gap = indent === null ? '  ' : indent[0];
  return beside?.type === 'objective'
    ? { span: { source, start: end, end }, text: gap + section }
    : { span: { source, start, end: start }, text: section + gap };
}
