import { sourceOf } from '../../source-of.ts';
import { only } from './only.ts';
import { type Match, type Slip, slipsIn } from './slip.ts';

const braces = 'a section stands in braces, without `=` or `:` before them';
const ofLayers = 'layers that prepare data stand in a section, one after another between braces';
const word = 'a name stands without quotes';
const path = 'a path stands in quotes, in the parentheses of its source';

const percent = (share: number): string => `${Number((share * 100).toFixed(6))}%`;

const shareOf = (text: string): number =>
  text.endsWith('%') ? Number(text.slice(0, -1)) / 100 : Number(text);

/** `80%`, `0.8`, `80/20` and `[0.8, 0.1, 0.1]` as a section; a share under a half is what validates. */
function split({ texts, items }: Match): string | undefined {
  const value = texts[1] ?? '';
  const listed = /^[[(]/.test(value) ? value.slice(1, -1).split(',') : (items[1] ?? []);
  const parts = listed.flatMap((item) => item.split('/')).map((item) => shareOf(item.trim()));
  const [first = NaN] = parts;
  const single = first < 0.5 ? [1 - first, first] : [first, 1 - first];
  const shares = parts.length === 1 ? single : parts;
  const sum = shares.reduce((total, share) => total + share, 0);
  if (shares.length > 3 || !shares.every((share) => share > 0)) return undefined;
  const names = ['train', 'valid', 'test'];
  return `split { ${shares.map((share, i) => `${names[i] ?? ''} = ${percent(share / sum)}`).join('  ')} }`;
}

/** `"my model"` as a name. */
export const nameIn = (quoted: string): string | undefined => {
  const name = quoted.slice(1, -1).trim().replaceAll(/\W+/g, '_');
  return /^[A-Za-z_]/.test(name) ? name : undefined;
};

const lowerNameIn = (quoted: string): string | undefined =>
  nameIn(quoted)?.replace(/^[A-Z]/, (a) => a.toLowerCase());

const entry = 'an entry is `key = value`, with no comma behind it';

const entrySlips: readonly Slip[] = [
  slipsIn('entries')('<train|valid|test> <share>', entry, '$1 = $2'),
  ...['<value> ,', '<value>', '<call> ,', '<call>'].flatMap((value) => [
    slipsIn('entries')(`<|key> : ${value}`, entry, '$1 = $2'),
    slipsIn('data', 'train', 'phase')(`<key> : ${value}`, entry, '$1 = $2'),
  ]),
];

const inData = slipsIn('data');

const dataSlips: readonly Slip[] = [
  inData('<split|prepare|augment> =|: {', braces, '$1 {'),
  inData('split =|: <value>', 'how the data is divided stands in a section, part by part', split),
  inData('<prepare|augment> =|: [ <calls> ]', ofLayers, '$1 { $2* }'),
  inData('<prepare|augment> [ <calls> ]', ofLayers, '$1 { $2* }'),
  inData('<prepare|augment> ( <calls> )', ofLayers, '$1 { $2* }'),
  inData('<prepare|augment> =|: <calls>', ofLayers, '$1 { $2* }'),
  inData('augment =|: true', ofLayers, 'augment { RandomFlip(horizontal) }'),
  inData('<prepare|augment> =|: none|false', 'without a section nothing is done', ''),
  inData('source =|: <folder|idx> ( <bare> )', path, ({ texts: [, , file = ''], names }) =>
    names.isValue(file) || !/[a-z]/i.test(file) ? undefined : `source = $1("${file}")`,
  ),
  inData('source =|: <folder|idx> <string>', path, 'source = $1($2)'),
  inData('source =|: <route>', path, ({ texts: [, route = ''] }) =>
    route.includes('/') ? `source = ${sourceOf(route)}` : undefined,
  ),
  inData('field <string> =|:', word, ({ texts }) => withName('field', lowerNameIn(texts[1] ?? ''), ':')),
  inData('<input|output> <word> :', 'what an example has is a `field`', 'field $2:'),
];

const withName = (before: string, name: string | undefined, after: string): string | undefined =>
  name === undefined ? undefined : `${before} ${name}${after}`;

const ofOutput = 'an objective is of an output, which it names, and its loss stands in braces';
const inTrain = slipsIn('train');

const trainSlips: readonly Slip[] = [
  inTrain('phase =|: {', 'a phase has a name and then braces', 'phase main {'),
  inTrain('phase {', 'a phase has a name and then braces', 'phase main {'),
  inTrain(
    'phase <number> {',
    'a phase has a name, which begins with a letter',
    ({ texts: [, number = ''] }) => `phase phase_${number.replace(/\D/g, '_')} {`,
  ),
  inTrain('phase <string> {', word, ({ texts }) => withName('phase', lowerNameIn(texts[1] ?? ''), ' {')),
  inTrain('<phase|objective> <name> =|: {', braces, '$1 $2 {'),
  inTrain('objective {', ofOutput, (match) => `objective ${only(match, 'output', 'label')} {`),
  inTrain('objective =|: {', ofOutput, (match) => `objective ${only(match, 'output', 'label')} {`),
  inTrain('objective <string> {', word, ({ texts }) =>
    withName('objective', lowerNameIn(texts[1] ?? ''), ' {'),
  ),
  inTrain('objective <word> =|: <value>', ofOutput, 'objective $1 { loss = $2 }'),
  inTrain('objective <word> =|: <call>', ofOutput, 'objective $1 { loss = $2 }'),
  inTrain(
    'objective =|: <value>',
    ofOutput,
    (match) => `objective ${only(match, 'output', 'label')} { loss = $1 }`,
  ),
  inTrain(
    'objective =|: <call>',
    ofOutput,
    (match) => `objective ${only(match, 'output', 'label')} { loss = $1 }`,
  ),
  inTrain(
    'input =|: <word>',
    'an input is given a field by its name',
    (match) => `input ${only(match, 'input', 'image')} = $1`,
  ),
];

/** Objects of entries as phases, by their number. */
function phases({ items }: Match): string {
  const entries = (group: string): string =>
    group
      .slice(1, -1)
      .replaceAll(/,(?=\s*(?:\w+\s*[=:]|$))/g, ' ')
      .replaceAll(/(\w+)\s*:/g, '$1 =')
      .replaceAll(/\s+/g, ' ')
      .trim();
  return (items[1] ?? []).map((group, i) => `phase phase_${String(i + 1)} { ${entries(group)} }`).join('  ');
}

const inHead = 'what belongs to a phase or an objective stands in braces, each as `key = value`';

const ofTraining: readonly Slip[] = [
  inTrain('<phase|objective> <word> ( <pairs> )', inHead, '$1 $2 { $3* }'),
  inTrain('<phase> <word> ( <number> ) {', inHead, '$1 $2 { epochs = $3 '),
  inTrain('objective <word> ( <value> )', inHead, 'objective $1 { loss = $2 }'),
  inTrain('objective <word> ( <call> )', inHead, 'objective $1 { loss = $2 }'),
  inTrain('phases =|: [ <groups> ]', 'phases follow one another, each with a name and braces', phases),
];

const frozen = 'what is frozen follows `freeze`, each by its path';

const counted = 'layers are counted in `layers`, as Keras counts those of a model';
const allOf = 'a phase that freezes all layers would train none';
const byLabel = 'name what is frozen by its label: `base: ResNet50(…)`, and then `freeze base`';

const isPath = (text: string): boolean => /^"[a-z_]\w*(?:\.\w+)*"$/.test(text);

const freezeAll = (paths: readonly string[]): string => paths.map((path) => `freeze ${path}`).join('  ');

const ofItems = ({ items }: Match): string => freezeAll((items[1] ?? []).map((_, i) => `$1.${String(i)}`));

const ofStrings = ({ items: [, strings = []] }: Match): string | undefined =>
  strings.every(isPath) ? freezeAll(strings.map((text) => text.slice(1, -1))) : undefined;

const inPhase = slipsIn('phase');

const trained = 'a phase trains all that it does not `freeze`';
const upTo = 'a `freeze` has no exceptions: it names what is frozen';
const before =
  'write `freeze base.layers[..n]`: those before the first that is trained, as Keras counts them';

const phaseSlips: readonly Slip[] = [
  ...['<paths>', '<strings>', '[ <paths> ]', 'all|everything|*'].flatMap((what) =>
    ['unfreeze', 'unfreeze =|:'].map((word) => inPhase(`${word} ${what}`, trained, '')),
  ),
  { ...inPhase('freeze <path> except|but|without <paths>', upTo, 'freeze $1'), fix: before },
  ...['freeze =|: [', 'freeze [', 'freeze =|: (', 'freeze (', 'freeze {'].flatMap((opening) => [
    inPhase(`${opening} <paths> ]|)|}`, frozen, ofItems),
    inPhase(`${opening} <strings> ]|)|}`, frozen, ofStrings),
  ]),
  inPhase('freeze <number>', counted, 'freeze layers[..$1]'),
  inPhase('freeze <path> . *', 'a part is frozen with all that it holds', 'freeze $1'),
  inPhase(
    'freeze <path> to|until|through|- <path>',
    'a range of layers is written with `..`',
    'freeze $1..$2',
  ),
  { ...inPhase('freeze all|everything|backbone|*', allOf, ''), fix: byLabel },
  inPhase('freeze =|: <paths>', frozen, ofItems),
  inPhase('freeze =|: <strings>', frozen, ofStrings),
  inPhase('freeze <strings>', frozen, ofStrings),
  inPhase('freeze <paths>', frozen, (match) =>
    (match.items[1] ?? []).length > 1 ? ofItems(match) : undefined,
  ),
  inPhase('<|path> . trainable|requires_grad =|: false', frozen, 'freeze $1'),
  inPhase('<|path> . requires_grad_ ( false )', frozen, 'freeze $1'),
  inPhase('<|path> . trainable|requires_grad =|: true', trained, ''),
];

const classWeights = 'weights of classes follow from how many examples each has, and are not given by hand';
const weighed = 'leave it out, and write `balance = class_weights` in the data block';

const weightSlips: readonly Slip[] = ['<groups>', 'dict ( <pairs> )'].flatMap((weights) => {
  const pattern = `class_weight|class_weights|sample_weight|sample_weights =|: ${weights}`;
  return [
    slipsIn('data')(pattern, classWeights, 'balance = class_weights'),
    slipsIn('data')(`balance =|: ${weights}`, classWeights, 'balance = class_weights'),
    { ...slipsIn('train', 'phase', 'entries')(pattern, classWeights, ''), title: weighed },
  ];
});

/** `{base: 0.1, head: 1}` as factors of paths. */
function factors({ texts: [, , text = ''] }: Match): string | undefined {
  const pairs = text
    .slice(1, -1)
    .split(',')
    .map((pair) => pair.split(/[:=]/).map((side) => side.trim()));
  const products = pairs.flatMap(([path = '', factor = '']) => {
    const plain = path.replace(/^"(.*)"$/, '$1');
    return /^[a-z_][\w.]*$/.test(plain) && /^[\d.e-]+$/i.test(factor) ? [`${factor} * ${plain}`] : [];
  });
  return products.length === pairs.length ? `rates = [${products.join(', ')}]` : undefined;
}

const multiplied = 'the rate of some layers is the product of a number and their path';

const rateSlips: readonly Slip[] = ['=', ':'].map((sign) =>
  slipsIn('phase', 'train')(
    `<rates|multipliers|lr_mult|lr_multipliers|learning_rate_multiplier|learning_rate_multipliers> ${sign} <groups>`,
    multiplied,
    factors,
  ),
);

/** Sections of data and of training. */
export const sectionSlips: readonly Slip[] = [
  ...dataSlips,
  ...trainSlips,
  ...ofTraining,
  ...phaseSlips,
  ...weightSlips,
  ...rateSlips,
  ...entrySlips,
  slipsIn('body', 'train')(
    '<|path> . trainable = false|true',
    'what is trained is told by the phases of a `train` block',
    '',
    'leave it out, and write `freeze` with its path in a phase',
  ),
];
