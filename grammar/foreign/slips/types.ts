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

/** An input layer as the input, where a file's models have none yet. */
const inputLayer = (match: Match): string => {
  const { declared } = match.names;
  return declared('input').length < declared('model').length
    ? ofFloats('input image: float32', 1)(match)
    : '';
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
  inBoth('<input|field> <word> : float32 [ <values> ]', batch, named('$1 $2: float32', 3)),
  inBoth('<input|field> <word> : [ <values> ]', batch, named('$1 $2: ', 3)),
  inBoth('<input|field> <word> : <number>', sizes, ({ texts: [, , , size = ''] }) =>
    /^\d+(?:[x×]\d+)+$/.test(size) ? `$1 $2: float32[${size.split(/[x×]/).join(', ')}]` : undefined,
  ),
  inBoth('input <string> =|:', unnamed, ({ texts: [, text = ''] }) =>
    /^"[a-z]\w*"$/.test(text) ? `input ${text.slice(1, -1)}:` : undefined,
  ),
  inBoth('input = Input ( shape = ( <values> ) )', unnamed, ofFloats('input image: float32', 1)),
  slipsIn('body')('input =|: <word> [', unnamed, 'input image: $1['),
  slipsIn('body')('input <word> [ <values> ]', unnamed, ({ texts: [, word] }) =>
    word === 'float32' ? 'input image: $1[$2]' : undefined,
  ),
  slipsIn('body')('input =|: [ <values> ]', unnamed, 'input image: float32[$1]'),
  slipsIn('body')('input [ <values> ]', unnamed, 'input image: float32[$1]'),
  slipsIn('body')('input ( <values> )', unnamed, 'input image: float32[$1]'),
  ...[
    'shape|input_shape = ( <values> ) )',
    'shape|input_shape = [ <values> ] )',
    '( <values> ) )',
    '[ <values> ] )',
  ].map((rest) => slipsIn('body')(`Input|InputLayer ( ${rest}`, layer, inputLayer)),
];
