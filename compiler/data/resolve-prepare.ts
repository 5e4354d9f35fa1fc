import type { Call, DataDeclaration } from '../../grammar/ast.ts';
import { suggest } from '../diagnostics/suggest.ts';
import { kerasLayers } from '../layers/keras-layers.ts';
import type { LayerParams, ParameterTable } from '../layers/parameters.ts';
import { layerDefinition } from '../layers/registry.ts';
import { rescaling } from '../layers/rescaling.ts';
import { bindArguments, completeParameters } from '../resolve/bind-arguments.ts';
import { evaluateArguments } from '../resolve/evaluate.ts';
import type { Place } from '../resolve/place.ts';
import { readParameter } from '../resolve/read-parameter.ts';
import type { FieldSpec, PrepareStep } from './data-spec.ts';

const resizing: ParameterTable = {
  height: { type: 'integer', minimum: 1, maximum: 16_384, doc: 'The new height.' },
  width: { type: 'integer', minimum: 1, maximum: 16_384, doc: 'The new width.' },
  interpolation: {
    type: 'enum',
    values: ['bilinear', 'nearest'],
    default: 'bilinear',
    doc: 'How values between pixels are found.',
  },
  crop_to_aspect_ratio: {
    type: 'boolean',
    default: false,
    doc: 'Whether the image is cropped, not stretched.',
  },
};

const tables: Readonly<Record<PrepareStep['kind'], ParameterTable>> = {
  Rescaling: rescaling.params,
  Resizing: resizing,
};

const stepKinds = Object.keys(tables) as readonly PrepareStep['kind'][];

const unsupportedResizing: Readonly<Record<string, string>> = {
  pad_to_aspect_ratio: 'padding is not supported yet',
  fill_mode: 'padding is not supported yet',
  fill_value: 'padding is not supported yet',
  antialias: 'antialiasing is not supported yet',
  data_format: 'images are always channels-last (height, width, channels)',
};

/** Every step of every `prepare` section, in order. */
export function resolvePrepare(
  data: DataDeclaration,
  fields: readonly FieldSpec[],
  place: Place,
): readonly (PrepareStep | undefined)[] {
  const { reporter } = place;
  return data.members.flatMap((member) => {
    if (member.type === 'augment') {
      const span = { ...member.span, end: member.span.start + member.type.length };
      return [reporter.report('CNN104', span, ['`augment`'])];
    }
    if (member.type !== 'prepare') return [];
    const { field } = member;
    const names = fields.map(({ name }) => name);
    if (field !== undefined && !names.includes(field.text)) {
      const args = [data.name.text, field.text, suggest(field.text, names)] as const;
      return [reporter.report('CNN309', field.span, [...args])];
    }
    return member.steps.map((call) => resolveStep(call, field?.text, place));
  });
}

function resolveStep(call: Call, field: string | undefined, place: Place): PrepareStep | undefined {
  const { text, span } = call.callee;
  const { reporter } = place;
  const kind = stepKinds.find((candidate) => candidate === text);
  const given = evaluateArguments(call.arguments, place);
  if (kind === undefined) {
    if (kerasLayers.has(text) || layerDefinition(text) !== undefined) {
      return reporter.report('CNN104', span, [`\`${text}\` in \`prepare\``]);
    }
    const suggestion = suggest(text, stepKinds);
    const edits = suggestion === undefined ? undefined : [{ span, text: suggestion }];
    return reporter.report('CNN308', span, [text, suggestion], { edits });
  }
  const unsupported = kind === 'Resizing' ? unsupportedResizing : undefined;
  const signature = {
    owner: kind,
    params: tables[kind],
    unsupported,
    positional: kind === 'Resizing' ? 4 : 2,
  };
  const bound = bindArguments(signature, given, place, readParameter);
  const params = completeParameters(signature, [bound], call.span, reporter);
  return params === undefined
    ? undefined
    : { ...(field === undefined ? {} : { field }), ...makeStep(kind, params) };
}

function makeStep(kind: PrepareStep['kind'], params: LayerParams): PrepareStep {
  const number = (name: string): number => params[name] as number;
  if (kind === 'Rescaling') return { kind, scale: number('scale'), offset: number('offset') };
  return {
    kind,
    height: number('height'),
    width: number('width'),
    interpolation: params['interpolation'] === 'nearest' ? 'nearest' : 'bilinear',
    cropToAspectRatio: params['crop_to_aspect_ratio'] === true,
  };
}

/** A field's shape once prepared; sizes that only the files know are null. */
export function preparedShape(
  name: string,
  shape: readonly (number | null)[],
  prepare: readonly PrepareStep[],
): readonly (number | null)[] {
  const resized = prepare.findLast(
    (step) => step.kind === 'Resizing' && (step.field === undefined || step.field === name),
  );
  if (resized?.kind !== 'Resizing' || shape.length !== 3) return shape;
  return [resized.height, resized.width, shape[2] ?? null];
}
