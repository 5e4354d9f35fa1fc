import { activationDefinitions } from '../activations/registry.ts';
import { constraintDefinitions } from '../constraints/registry.ts';
import type { Entry, Named } from '../entry/entry.ts';
import type { FieldKind } from '../fields/field-type.ts';
import { initializerDefinitions } from '../initializers/registry.ts';
import type { AnyLossDefinition } from '../losses/define-loss.ts';
import { lossDefinitions } from '../losses/registry.ts';
import { metricDefinitions } from '../metrics/registry.ts';
import { optimizerDefinitions } from '../optimizers/registry.ts';
import { sharedParameters } from '../optimizers/shared-parameters.ts';
import type { ParameterTable } from '../parameters/parameters.ts';
import { regularizerDefinitions } from '../regularizers/registry.ts';
import { scheduleDefinitions } from '../schedules/registry.ts';
import type { Section, SettingDefinition } from '../settings/define-setting.ts';
import { settingDefinitions } from '../settings/registry.ts';
import { sourceDefinitions } from '../sources/registry.ts';
import { splitDefinitions } from '../splits/registry.ts';
import { augmentationDefinitions } from '../steps/augmentations.ts';
import { preparationDefinitions } from '../steps/preparations.ts';
import { code, describeAccepted, written } from './describe-type.ts';
import { entryReference, parameterLines } from './entry-reference.ts';

const introduction = `# Catalogue

What a spec may name besides [layers](layers.md), written from the entries' own definitions by \`npm run docs:reference\`.

Names, order of arguments, defaults and meaning are Keras 3's where Keras has it. A name in small letters stands alone, with the
defaults of its parameters; arguments follow the class.`;

const fields: Readonly<Record<FieldKind, string>> = {
  class: 'a class',
  classes: 'any of several labels',
  box: 'a box',
  mask: 'a mask',
  boxes: 'a list of boxes',
  keypoints: 'a list of points',
  tensor: 'values of the output’s shape',
};

function loss(definition: AnyLossDefinition): string {
  const { activation } = definition;
  const targets = definition.fields.map((kind) => fields[kind]).join(', or ');
  const ending = activation === undefined ? [] : [`The output ends in a ${code(activation)}.`];
  return entryReference(definition, { notes: [`Of ${targets}.`, ...ending] });
}

const each = (entries: readonly Entry<ParameterTable>[]): readonly string[] =>
  entries.map((entry) => entryReference(entry));

const optimizer = (definition: Entry<ParameterTable>): string =>
  entryReference(definition, { shared: sharedParameters });

const ofOptimizers = `All of them have these parameters, too, where none of their own is called so (keras/src/optimizers/base_optimizer.py):

${parameterLines(sharedParameters)}`;

const ofSchedules =
  'They stand where a learning rate does: `Adam(learning_rate=CosineDecay(0.001))`. A length is in steps, which are updates of the weights, or in epochs: `epochs(2)`. They begin anew with each phase.';

const words = (entries: readonly Named[]): string =>
  entries.map(({ kind, doc }) => `- ${code(kind)}: ${doc}`).join('\n');

const sections: readonly (readonly [Section, string])[] = [
  ['data', '`data Name { key = value }`'],
  ['split', '`split { key = share }` in a data block'],
  ['train', '`train Model on Data { key = value }`, for all of its phases'],
  ['phase', '`phase name { key = value }`'],
  ['objective', '`objective output { key = value }`'],
  ['weights', '`weights name = "https://…" { key = value }` in a model'],
];

function settingsOf([section, where]: (typeof sections)[number]): readonly string[] {
  const here = settingDefinitions.filter((setting) => setting.sections.includes(section));
  return [`### ${where}`, here.map(setting).join('\n')];
}

const setting = ({ kind, doc, accepts, default: preset, follows }: SettingDefinition): string => {
  const otherwise = preset === undefined ? (follows ?? 'must be given') : `default ${code(written(preset))}`;
  return `- ${code(kind)} (${describeAccepted(accepts)}; ${otherwise}): ${doc}`;
};

/** The reference of all that a spec may name but layers, as Markdown. */
export function catalogueReference(): string {
  const chapters = [
    ['## Losses', ...lossDefinitions.map(loss)],
    ['## Metrics', ...each(metricDefinitions)],
    ['## Optimizers', ofOptimizers, ...optimizerDefinitions.map(optimizer)],
    ['## Schedules', ofSchedules, ...each(scheduleDefinitions)],
    ['## Activations', words(activationDefinitions)],
    ['## Initialisers', ...each(initializerDefinitions)],
    ['## Regularizers', ...each(regularizerDefinitions)],
    ['## Constraints', ...each(constraintDefinitions)],
    ['## Sources', ...each(sourceDefinitions)],
    ['## Ways to divide', ...each(splitDefinitions)],
    ['## Steps of `prepare`', ...each(preparationDefinitions)],
    ['## Steps of `augment`', ...each(augmentationDefinitions)],
    ['## Settings', ...sections.flatMap(settingsOf)],
  ];
  return `${[introduction, ...chapters.map((parts) => parts.join('\n\n'))].join('\n\n')}\n`;
}
