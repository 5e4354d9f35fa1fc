import { type Match, type Slip, slipsIn } from './slip.ts';

const inBody = slipsIn('body');

const why = 'code of another language does not run here: what is computed is a layer';

/** What a function usually is that is given as a layer: its text, and the layer. */
const usual: readonly (readonly [RegExp, (found: RegExpExecArray) => string])[] = [
  [/^\w+$/, () => 'Identity'],
  [/\/\s*127\.5\s*\)?\s*-\s*1/, () => 'Rescaling(1/127.5, offset=-1)'],
  [/^\w+\s*\/\s*(\d+(?:\.\d+)?)$/, ([, scale = '']) => `Rescaling(1/${scale})`],
  [/^\w+\s*\*\s*(\d+(?:\.\d+)?(?:\s*\/\s*\d+(?:\.\d+)?)?)$/, ([, scale = '']) => `Rescaling(${scale})`],
  [/^\(?\w+\s*-\s*(\d+(?:\.\d+)?)\)?$/, ([, offset = '']) => `Rescaling(1, offset=-${offset})`],
  [/\bresize\w*\(\s*\w+\s*,\s*[[(]\s*(\d+\s*,\s*\d+)\s*[\])]/, ([, sizes = '']) => `Resizing(${sizes})`],
  [
    /\breshape\(\s*\w+\s*,\s*[[(](?:\s*-1\s*,)?\s*([\d\s,]+?),?\s*[\])]/,
    ([, sizes = '']) => `Reshape([${sizes}])`,
  ],
  [/\bl2_normalize\(/, () => 'UnitNormalization'],
  [
    /\b(?:reduce_)?mean\(\s*\w+\s*,\s*(?:axis\s*=\s*)?[[(]\s*1\s*,\s*2\s*[\])]/,
    () => 'GlobalAveragePooling2D',
  ],
  [/\b(?:reduce_)?max\(\s*\w+\s*,\s*(?:axis\s*=\s*)?[[(]\s*1\s*,\s*2\s*[\])]/, () => 'GlobalMaxPooling2D'],
  [
    /\b(relu6?|elu|selu|gelu|silu|swish|sigmoid|tanh|softmax|softplus)\(\s*\w+\s*\)$/,
    ([, word = '']) => `Activation(${word})`,
  ],
];

/** What a function computes: behind its parameter and arrow, before further arguments. */
const bodyOf = (given: string): string =>
  given
    .slice(1, -1)
    .trim()
    .replace(/^(?:function\s*=\s*)?(?:lambda\s+\w+\s*:|\(?\w+\)?\s*=>)\s*/, '')
    .replace(/,\s*(?:name|output_shape|input_shape)\s*=.*$/s, '')
    .trim();

function layerFor(given: string): string | undefined {
  const body = bodyOf(given);
  for (const [form, layer] of usual) {
    const found = form.exec(body);
    if (found !== null) return layer(found);
  }
  return undefined;
}

const isFunction = ({ texts: [, given = ''], names }: Match): boolean =>
  /\blambda\b|=>|\bfunction\b/.test(given) && !names.declared('block').includes('Lambda');

const computed = (match: Match): string | undefined =>
  isFunction(match) ? layerFor(match.texts[1] ?? '') : undefined;

const nothing = (match: Match): string | undefined => (isFunction(match) ? '' : undefined);

const otherwise =
  'leave it out, or take a layer that computes it: `Rescaling`, `Reshape`, `Permute`, `Slice`, `Power`, `Activation`, …';

/** A function as a layer: `Lambda(lambda x: x / 255)`. */
export const lambdaSlips: readonly Slip[] = [
  inBody('Lambda <parens>', why, computed),
  { ...inBody('Lambda <parens>', why, nothing), fix: otherwise },
];
