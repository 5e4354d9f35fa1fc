import type { AnyLayerDefinition } from '../layers/define-layer.ts';
import { absentLayers } from '../layers/keras-layers.ts';
import type { LayerSection } from '../layers/registry.ts';
import { code } from './describe-type.ts';
import { entryReference } from './entry-reference.ts';

const ranks: Readonly<Record<number, string>> = {
  1: '[features]',
  2: '[length, channels]',
  3: '[height, width, channels]',
  4: '[depth, height, width, channels]',
};

function layer(definition: AnyLayerDefinition): string {
  const { rank, inputs } = definition;
  return entryReference(definition, {
    before: inputs === 'many' ? ['with=…'] : [],
    notes: [
      rank === undefined ? [] : [`On ${rank.map((size) => code(ranks[size] ?? String(size))).join(' or ')}.`],
      inputs === 'many' ? ['Merges the current tensor with others.'] : [],
    ].flat(),
  });
}

const introduction = `# Layers

Written from the layers' own definitions by \`npm run docs:reference\`. What else a spec may name is in [the catalogue](catalogue.md).

Names, order of arguments, defaults and meaning are Keras 3's. Shapes leave the batch out. An axis is counted as in
Keras: 1 is the first written size, -1 the last; 0 would be the batch. Of \`data_format\` there is only channels-last, of
\`dtype\` only float32.`;

/** The reference of layer kinds as Markdown, section by section. */
export function layerReference(sections: readonly LayerSection[]): string {
  const chapters = sections.map(({ title, layers }) => [`## ${title}`, ...layers.map(layer)].join('\n\n'));
  return `${[introduction, ...chapters, notThere()].join('\n\n')}\n`;
}

/** What Keras has besides, and why it stays out. */
const notThere = (): string =>
  [
    '## Not there',
    'Layers of Keras that stay out, and why:',
    absentLayers.map(({ names, why }) => `- ${names.map(code).join(', ')}: ${why}.`).join('\n'),
  ].join('\n\n');
