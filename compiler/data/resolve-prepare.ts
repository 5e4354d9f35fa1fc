import type { Call, DataDeclaration } from '../../grammar/ast.ts';
import type { Span } from '../../grammar/span.ts';
import { suggest } from '../foreign/suggest.ts';
import { bindArguments, completeParameters } from '../expand/bind-arguments.ts';
import { evaluateArguments } from '../expand/evaluate.ts';
import type { Place } from '../expand/place.ts';
import { readParameter } from '../expand/read-parameter.ts';
import { boxEncoding, negativeRoot } from '../catalogue/steps/box-encoding.ts';
import type { DataSpec, FieldSpec } from './data-spec.ts';
import { fieldMeant } from './field-meant.ts';
import { entryNamed } from '../catalogue/entry/entry.ts';
import { preparationDefinitions, type PrepareStep } from '../catalogue/steps/preparations.ts';
import { reportUnknownStep } from './unknown-step.ts';

/** Every step of every `prepare` section, in order. */
export function resolvePrepare(
  data: DataDeclaration,
  fields: readonly FieldSpec[],
  place: Place,
): readonly (PrepareStep | undefined)[] {
  const { reporter } = place;
  const before: PrepareStep[] = [];
  return data.members.flatMap((member) => {
    if (member.type !== 'prepare') return [];
    const { field } = member;
    const about = field && fieldMeant(field, fields, place);
    if (field !== undefined && about === undefined) {
      const names = fields.map(({ name }) => name);
      const args = [data.name.text, field.text, suggest(field.text, names)] as const;
      return [reporter.report('CNN309', field.span, [...args])];
    }
    const fixed = about && unprepared[about.type.kind];
    if (field !== undefined && fixed !== undefined) {
      return [reporter.report('CNN112', field.span, ['what `prepare` changes', 'an image or a box', fixed])];
    }
    const steps = member.steps.map((call) => {
      const step = resolveStep(call, field?.text, place);
      if (step?.kind === 'SqrtSize') return checkRoots(call.span, about, place) && step;
      if (step?.kind === 'Resizing' && about?.type.kind === 'box')
        return reporter.report('CNN472', call.span, [about.name]);
      return step;
    });
    before.push(...steps.filter((step) => step !== undefined));
    const least =
      field !== undefined && steps.some((step) => step?.kind === 'SqrtSize')
        ? negativeRoot(boxEncoding(field.text, before))
        : undefined;
    return least === undefined || about?.type.kind !== 'box'
      ? steps
      : [...steps, reporter.report('CNN471', member.span, [least])];
  });
}

/** Fields that no section of their own changes, in words. */
const unprepared: Readonly<Partial<Record<FieldSpec['type']['kind'], string>>> = {
  class: 'a class',
  classes: 'classes',
  boxes: 'a list of boxes',
  mask: 'a mask',
  keypoints: 'a list of points',
};

/** Roots are of width and height, which a box by its corners does not have; whether they can be taken. */
function checkRoots(span: Span, field: FieldSpec | undefined, { reporter }: Place): true | undefined {
  if (field?.type.kind === 'box' && field.type.format === 'center') return true;
  const what =
    field === undefined ? 'every field' : field.type.kind === 'box' ? 'a box by its corners' : 'an image';
  const related = field === undefined ? [] : [{ span: field.span, message: 'is declared here' }];
  return reporter.report('CNN470', span, [what], { related });
}

function resolveStep(call: Call, field: string | undefined, place: Place): PrepareStep | undefined {
  const { text } = call.callee;
  const { reporter } = place;
  const entry = entryNamed(preparationDefinitions, text);
  const given = evaluateArguments(call.arguments, place);
  if (entry === undefined) return reportUnknownStep('prepare', call, reporter);
  const { kind, params: table, unsupported } = entry;
  const signature = { owner: kind, params: table, unsupported };
  const bound = bindArguments(signature, given, place, readParameter);
  const params = completeParameters(signature, [bound], call.span, reporter);
  if (params === undefined) return undefined;
  if (params['crop_to_aspect_ratio'] === true && params['pad_to_aspect_ratio'] === true)
    return reporter.report('CNN320', call.span, []);
  // What an entry makes is of its kind: `PrepareStep` derives the one from the other.
  return { ...(field === undefined ? {} : { field }), kind, ...entry.make(params) } as PrepareStep;
}

/** An image's shape once prepared and cropped; sizes that only the files know are null. */
export function preparedShape(
  name: string,
  shape: readonly (number | null)[],
  { prepare, augment }: Pick<DataSpec, 'prepare' | 'augment'>,
): readonly (number | null)[] {
  const cropped = augment.findLast((step) => step.kind === 'RandomCrop');
  const resized = prepare.findLast(
    (step) => step.kind === 'Resizing' && (step.field === undefined || step.field === name),
  );
  const last = cropped?.kind === 'RandomCrop' ? cropped : resized?.kind === 'Resizing' ? resized : undefined;
  return last === undefined || shape.length !== 3 ? shape : [last.height, last.width, shape[2] ?? null];
}
