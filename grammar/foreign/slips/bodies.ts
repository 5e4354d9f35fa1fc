import { kindLike } from '../../kind-like.ts';
import { lambdaSlips } from './lambdas.ts';
import { only } from './only.ts';
import { type Match, type Slip, slipsIn } from './slip.ts';

const inBody = slipsIn('body');

const severalNames = 'several names of a `for` stand in parentheses';
const list = '`for` goes through a list: `for name in list { … }`';
const rounds = 'a number of rounds is given to `repeat`, which counts them from 0 with `as`';

/** `for i in a..b`: rounds where they begin at 0, else the list of numbers, where they are known. */
const range =
  (from: string, to: string) =>
  ({ texts }: Match): string | undefined => {
    const text = (capture: string): string =>
      capture.startsWith('$') ? (texts[Number(capture[1])] ?? '') : capture;
    if (text(from) === '0') return `repeat ${to} as $1`;
    const [first, last] = [Number(text(from)), Number(text(to))];
    if (!Number.isInteger(first) || !Number.isInteger(last) || last <= first || last - first > 32)
      return undefined;
    return `for $1 in [${Array.from({ length: last - first }, (_, i) => String(first + i)).join(', ')}]`;
  };

const loops: readonly Slip[] = [
  inBody('for <words> in', severalNames, 'for ($1) in'),
  inBody('for [ <words> ] in', severalNames, 'for ($1) in'),
  inBody('for|foreach|forEach ( const|let|var <word> in|of <value> )', list, 'for $1 in $2'),
  inBody('for|foreach|forEach ( <word> in|of|: <value> )', list, 'for $1 in $2'),
  inBody('for <word> in <value> .. <value>', rounds, range('$2', '$3')),
  inBody('for <word> in range ( <value> , <value> )', rounds, range('$2', '$3')),
  inBody('for <word> in range ( <value> )', rounds, 'repeat $2 as $1'),
  inBody('for <word> in range ( len ( <path> ) )', rounds, 'repeat len($2) as $1'),
  ...Array.from({ length: 7 }, (_, more) =>
    inBody(
      `for <word> in <number>${' , <number>'.repeat(more + 1)} {`,
      'a list stands in brackets',
      `for $1 in [${Array.from({ length: more + 2 }, (_, i) => `$${i + 2}`).join(', ')}] {`,
    ),
  ),
  inBody('for <word> in <number> {', rounds, 'repeat $2 as $1 {'),
  inBody('for <word> of|=|: <value>', list, 'for $1 in $2'),
  inBody('foreach|forEach|forall <word> in <value>', list, 'for $1 in $2'),
  inBody('for <word> [', list, 'for $1 in ['),
  ...['for ( let|var|int <word>', 'for ( <word>'].map((opening) =>
    inBody(`${opening} = 0 <word> < <value> <word> + + )`, rounds, 'repeat $3 as $1'),
  ),
  inBody('repeat <value> times|x|do {', rounds, 'repeat $1 {'),
  inBody('repeat <word> in|= <value> {', rounds, 'repeat $2 as $1 {'),
  inBody('repeat <value> , <word> {', rounds, 'repeat $1 as $2 {'),
  inBody('loop|times|do <value> {', rounds, 'repeat $1 {'),
];

/** `3x Conv2D(8)`, but no number that stands alone above a layer. */
const onOneLine = ({ texts: [whole = '', number = ''] }: Match): string | undefined =>
  /[\r\n]/.test(whole.replace(/\(.*/s, '')) ? undefined : `repeat ${String(parseInt(number))} { $2 }`;

const bodies = 'what is repeated or depends stands in braces';

const braces: readonly Slip[] = [
  inBody('if <value> then {', 'a body follows its condition, without `then`', 'if $1 {'),
  inBody('if <value> then <call>', bodies, 'if $1 { $2 }'),
  inBody('if <value> <call>', bodies, 'if $1 { $2 }'),
  inBody('repeat <value> <call>', bodies, 'repeat $1 { $2 }'),
  inBody('for <word> in <value> <call>', bodies, 'for $1 in $2 { $3 }'),
  inBody('if <value> is <value> {', 'values are compared with `==`', 'if $1 == $2 {'),
  inBody('<number> *|x|× <call>', rounds, 'repeat $1 { $2 }'),
  inBody('<number> <call>', rounds, onOneLine),
  inBody('<call> *|x|× <number>', rounds, 'repeat $2 { $1 }'),
];

const listed: readonly Slip[] = ['Reshape', 'Permute'].map((kind) =>
  inBody(`${kind} ( <values> )`, `\`${kind}\` takes its sizes in a list`, ({ items }) =>
    (items[1] ?? []).length > 1 ? `${kind}([$1])` : undefined,
  ),
);

const follows = 'a layer follows the one before it, with nothing between them';
const from = 'what follows another tensor begins with `from` and its name';
const labelled = 'a label stands before `:`';
const once = 'a value is named once, by `let`, and does not change';

/** `x = x + image`, where `x` is no value. */
const sum = ({ texts: [, x, , other], names }: Match): string | undefined =>
  names.declared('let').includes(x ?? '') || names.declared('let').includes(other ?? '')
    ? undefined
    : 'Add(with=$3)';

const isValue = ({ texts: [, name], names }: Match): boolean => names.declared('let').includes(name ?? '');

const named = 'a tensor is named by a label, and `Identity` is the current one';
/** What Keras's tutorials call the tensor that goes through a function. */
const usualTensor = /^(?:x|y|h|out|inputs?|input_tensor|features)$/;

/** `shortcut = x`, where `x` is a tensor. */
const tensorAsValue = (match: Match): string | undefined => {
  const {
    texts: [, , tensor = ''],
    names,
  } = match;
  const isTensor = names.isTensor(tensor) || usualTensor.test(tensor);
  return isTensor && !isValue(match) && !names.declared('let').includes(tensor) ? '$1: Identity' : undefined;
};

const arrows = ['- >', '= >', '> >', '|', '|>'];
const added = 'a tensor is added to the current one by the layer `Add`';
const again = 'a value does not change';
const ofItsOwn =
  'give what is new a name of its own; `pairwise` gives each item of a list with the one before it';
const ifValue = (match: Match): string | undefined => (isValue(match) ? '' : undefined);

const arrowsAndMarks: readonly Slip[] = [
  ...[...arrows, '>'].flatMap((arrow) => [
    inBody(`<word> ${arrow} <call>`, from, ({ texts, names }) =>
      names.isTensor(texts[1] ?? '') ? 'from $1  $2' : undefined,
    ),
    inBody(`<word> ${arrow} <call>`, labelled, '$1: $2'),
  ]),
  ...arrows.map((arrow) => inBody(`${arrow} <call>`, follows, '$1')),
  ...['< -', ': ='].map((mark) => inBody(`<word> ${mark} <call>`, labelled, '$1: $2')),
  inBody('<word> + = <path>', added, (match) => (isValue(match) ? undefined : 'Add(with=$2)')),
  inBody('<word> + = <call>', 'what is added to its own input is a `residual`', 'residual { $2 }'),
  inBody('<word> = <word> + <word>', added, sum),
  { ...inBody('<word> + = <value>', again, ''), fix: ofItsOwn },
  { ...inBody('<word> = <value>', again, ifValue), fix: ofItsOwn },
  inBody('<word> = <word>', named, tensorAsValue),
  inBody('<word> = <value>', once, 'let $1 = $2'),
];

const activations = /^(?:relu6?|elu|selu|gelu|silu|swish|sigmoid|tanh|softmax|softplus|leaky_relu)_?$/;

/** `Conv2D(8, 3).relu()`, but no layer of a module. */
const behind =
  (rest: string) =>
  ({ texts: [, call = '', method = ''] }: Match): string | undefined => {
    if (!call.endsWith(')')) return undefined;
    return activations.test(method)
      ? `$1  Activation(${method.replace(/_$/, '')})`
      : `$1  ${kindLike(method)}${rest}`;
  };

const methods: readonly Slip[] = [
  inBody('<call> . <word> ( )', follows, behind('')),
  inBody('<call> . <word> ( <values> )', follows, behind('($3)')),
  inBody('<call> . <word>', follows, behind('')),
];

const appliedAgain = 'what a label made is applied again by `reuse`, to the current tensor';

/** `tower(b)`, where `tower` is a label. */
const applied =
  (tower: number, written: string) =>
  ({ texts, names }: Match): string | undefined =>
    names.isTensor(texts[tower] ?? '') ? written : undefined;

const calls: readonly Slip[] = [
  inBody('<word> =|: <word> ( <path> )', appliedAgain, applied(2, 'from $3  $1: reuse $2')),
  inBody('<word> ( <path> )', appliedAgain, applied(1, 'from $2  reuse $1')),
  inBody('<word> ( )', appliedAgain, applied(1, 'reuse $1')),
];

const within = 'what a layer is given stands in its parentheses';

/** `Dense(10), activation=softmax` */
const withArgument =
  (call: number, before = '') =>
  ({ texts }: Match): string | undefined => {
    const [layer = '', argument = ''] = texts.slice(call);
    if (!layer.endsWith(')')) return `${before}${layer}(${argument})`;
    return `${before}${layer.replace(/,?\s*\)$/, '')}${/\(\s*\)$/.test(layer) ? '' : ', '}${argument})`;
  };

const behindComma: readonly Slip[] = [
  inBody('output <word> : <call> , <pairs>', within, withArgument(2, 'output $1: ')),
  inBody('<word> : <call> , <pairs>', within, withArgument(2, '$1: ')),
  inBody('<call> , <pairs>', within, withArgument(1)),
];

const ofHeads = 'an output has a name, by which an objective finds it';

/** An output by the name of the file's only objective. */
const namedOutput =
  (rest: string) =>
  (match: Match): string =>
    `output ${only(match, 'objective', 'label')}: ${rest}`;

/** `output Dense(10)`, but no name with a capital, as in `output Label: Dense(10)`. */
const callAsOutput = (match: Match): string | undefined =>
  match.texts[1]?.endsWith(')') === true ? namedOutput('$1')(match) : undefined;

const outputs: readonly Slip[] = [
  inBody('output <call>', ofHeads, callAsOutput),
  inBody('<|output|outputs> =|: <call>', ofHeads, namedOutput('$2')),
];

/** Statements of bodies. */
export const bodySlips: readonly Slip[] = [
  ...outputs,
  ...loops,
  ...braces,
  ...listed,
  ...lambdaSlips,
  ...methods,
  ...behindComma,
  ...calls,
  ...arrowsAndMarks,
];
