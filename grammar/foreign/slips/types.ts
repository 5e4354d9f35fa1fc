import { type Match, type Slip, slipsIn } from './slip.ts';

const sizes = 'a type is its elements and, in brackets, its sizes: `float32[height, width, channels]`';
const batch = 'the batch is no size of an example, and a size that is open has a name: `?h`';

const open = ['?h', '?w', '?c', '?d'];
const isOpen = (size: string): boolean =>
  ['none', 'None', '-1', '?', 'null'].includes(size.replaceAll(/\s/g, ''));

/** Sizes of which some are open; words among them that nothing declares are open too. */
const named =
  (head: string, capture: number) =>
  ({ items, names }: Match): string | undefined => {
    const sizes = items[capture] ?? [];
    const isFree = (size: string): boolean =>
      /^[a-z_]\w*$/.test(size) && !isOpen(size) && !names.isValue(size);
    const unnamed = openSizes(sizes)?.map((size) => (isFree(size) ? `?${size}` : size));
    return unnamed === undefined ? undefined : `${head}[${unnamed.join(', ')}]`;
  };

/** Sizes as they are written here: without a batch, open ones by name. */
function openSizes(items: readonly string[]): readonly string[] | undefined {
  if (!items.some(isOpen)) return undefined;
  if (items[0] === 'none' && !items.slice(1).some(isOpen)) return undefined;
  const [first = '', ...rest] = items;
  const sizes = isOpen(first) && (items.length === 4 || !rest.some(isOpen)) && rest.length > 0 ? rest : items;
  return sizes.map((size, i) => (isOpen(size) ? (open[i] ?? '?n') : size));
}

const opened =
  (head: string, capture: number) =>
  ({ items }: Match): string | undefined => {
    const sizes = openSizes(items[capture] ?? []);
    return sizes === undefined ? undefined : `${head}[${sizes.join(', ')}]`;
  };

const ofFloats =
  (head: string, capture: number) =>
  (match: Match): string =>
    opened(head, capture)(match) ?? `${head}[$${String(capture)}]`;

const inBoth = slipsIn('body', 'data');
const element = '`float32` is what a network computes with';
const unnamed = 'an input has a name';

const layer = 'the input of a model is no layer';

/** The name that an input layer has: its `name=`, else its label. */
function nameOfInput(label: string | undefined, settings: string | undefined): string {
  const [, name] = /\bname\s*=\s*"([a-z_]\w*)"/.exec(settings ?? '') ?? [];
  return name ?? label ?? 'image';
}

/** An input layer as the input, where a file's models have none yet; which captures are its parts. */
const inputLayer =
  (parts: { readonly sizes: number; readonly label?: number; readonly settings?: number }) =>
  (match: Match): string => {
    const { declared } = match.names;
    if (declared('input').length >= declared('model').length) return '';
    const textOf = (capture = 0): string | undefined => (capture === 0 ? undefined : match.texts[capture]);
    const name = nameOfInput(textOf(parts.label), textOf(parts.settings));
    return ofFloats(`input ${name}: float32`, parts.sizes)(match);
  };

const shapes = [
  'shape|input_shape = ( <values> )',
  'shape|input_shape = [ <values> ]',
  '( <values> )',
  '[ <values> ]',
];

/** `Input(shape=(28, 28, 1), name="image")`, also behind a label and from a module. */
const inputLayers: readonly Slip[] = ['', '<word> =|: '].flatMap((label) =>
  ['', '<path> . '].flatMap((module) =>
    shapes.flatMap((shape) => {
      const before = (label === '' ? 0 : 1) + (module === '' ? 0 : 1);
      const parts = { sizes: before + 1, ...(label === '' ? {} : { label: 1 }) };
      const begin = `${label}${module}Input|InputLayer ( ${shape}`;
      return [
        slipsIn('body')(`${begin} )`, layer, inputLayer(parts)),
        slipsIn('body')(`${begin} , <pairs> )`, layer, inputLayer({ ...parts, settings: before + 2 })),
      ];
    }),
  ),
);

/** `28x28x1`, read as one number, as its sizes. */
const multiplied =
  (head: string, capture: number) =>
  ({ texts }: Match): string | undefined => {
    const size = texts[capture] ?? '';
    return /^\d+(?:[x×]\d+)+$/.test(size) ? `${head}[${size.split(/[x×]/).join(', ')}]` : undefined;
  };

/** Types of inputs and fields. */
export const typeSlips: readonly Slip[] = [
  inBoth(
    '<input|field> <word> =|: Input|InputLayer|Tensor ( shape = ( <values> ) )',
    sizes,
    ofFloats('$1 $2: float32', 3),
  ),
  inBoth(
    '<input|field> <word> =|: Input|InputLayer|Tensor ( shape = [ <values> ] )',
    sizes,
    ofFloats('$1 $2: float32', 3),
  ),
  inBoth(
    '<input|field> <word> =|: Input|InputLayer|Tensor ( ( <values> ) )',
    sizes,
    ofFloats('$1 $2: float32', 3),
  ),
  inBoth(
    '<input|field> <word> =|: float|Tensor|tensor|float64|Float32|f32|Image [ <values> ]',
    element,
    ofFloats('$1 $2: float32', 3),
  ),
  inBoth('<input|field> <word> : <word> ( <values> )', sizes, '$1 $2: $3[$4]'),
  inBoth('<input|field> <word> : <word> < <values> >', sizes, '$1 $2: $3[$4]'),
  inBoth('<input|field> <word> : ( <values> )', sizes, ofFloats('$1 $2: float32', 3)),
  inBoth('<input|field> <word> : <float32|uint8> [ <sizes> ]', batch, named('$1 $2: $3', 4)),
  inBoth('<input|field> <word> : [ <sizes> ]', batch, named('$1 $2: ', 3)),
  inBoth('<input|field> <word> : <number>', sizes, multiplied('$1 $2: float32', 3)),
  inBoth('<input|field> <word> : <word> [ <number> ]', sizes, multiplied('$1 $2: $3', 4)),
  inBoth('input <string> =|:', unnamed, ({ texts: [, text = ''] }) =>
    /^"[a-z]\w*"$/.test(text) ? `input ${text.slice(1, -1)}:` : undefined,
  ),
  inBoth('input = Input ( shape = ( <values> ) )', unnamed, ofFloats('input image: float32', 1)),
  slipsIn('body')('input =|: <word> [ <sizes> ]', unnamed, 'input image: $1[$2]'),
  slipsIn('body')('input <word> [ <values> ]', unnamed, ({ texts: [, word] }) =>
    word === 'float32' ? 'input image: $1[$2]' : undefined,
  ),
  slipsIn('body')('input =|: [ <values> ]', unnamed, 'input image: float32[$1]'),
  slipsIn('body')('input [ <values> ]', unnamed, 'input image: float32[$1]'),
  slipsIn('body')('input ( <values> )', unnamed, 'input image: float32[$1]'),
  ...inputLayers,
];
