import type { KeywordText } from '../../grammar/tokens.ts';

/** What each keyword begins or goes on with, that may stand where a word can. */
export const keywordDocs: Readonly<Partial<Record<KeywordText, string>>> = {
  import: 'Names of another file, or of the library: `import { dice } from "cnn:losses"`.',
  layer: 'A layer with values of its own: `layer Conv = Conv2D(kernel_size=3)`.',
  let: 'A value with a name: `let sizes = [64, 128]`.',
  block: 'Layers that are applied as one: `block Unit(filters) { … }`.',
  model: 'A network, from its inputs to its outputs: `model Net { … }`.',
  data: 'Where examples come from, and what they go through: `data Pictures { … }`.',
  train: 'A model trained on data: `train Net on Pictures { … }`.',
  field: 'What each example has: `field label: class[10]`.',
  split: 'The shares of training, validation and test: `split { train = 90%  valid = 10% }`.',
  prepare: 'What every example goes through: `prepare { Rescaling(1/255) }`.',
  augment: 'What examples go through at random while training: `augment { RandomFlip }`.',
  input:
    'What comes in: `input image: float32[28, 28, 1]`; in `train`, the field that is it: `input image = photo`.',
  output: 'A result with a name: `output label: Dense(10, activation=softmax)`.',
  objective: 'What an output learns: `objective label { loss = … }`.',
  phase: 'A part of the training: `phase main { epochs = 10  optimizer = Adam }`.',
  freeze: 'Layers that a phase leaves as they are: `freeze base`.',
  weights: 'A set of weights to begin with: `weights imagenet = "https://…" { md5 = "…" }`.',
  repeat: 'The same some times: `repeat 3 as i { … }`.',
  for: 'Once for each of a list: `for filters in [64, 128] { … }`.',
  if: 'Where a condition holds: `if n > 1 { … } else { … }`.',
  residual:
    'The sum of its layers and of what comes in: `residual { … }`. Both must have one shape: where the layers change it, ' +
    '`skip { … }` makes what comes in like it. `residual when c { … }` is its layers alone where `c` does not hold.',
  skip:
    'What is added to the layers of a residual, instead of what comes in: `residual { … } skip { … }`, often a ' +
    '`Conv2D` of one pixel that changes its shape.',
  when: 'Where a condition holds alone: `residual when strides == 1 { … }`.',
  parallel: 'Several paths from the same tensor, merged: `parallel Concatenate { path { … } path { … } }`.',
  path: 'A path of a `parallel`: `path { … }`.',
  reuse: 'A layer once more, with the same weights: `reuse tower`.',
  from: 'Goes on from a labelled tensor: `from stem`.',
  require: 'What must hold: `require c % 2 == 0 : "{c} must be even"`.',
};

/** What may begin a declaration. */
export const itemWords = ['import', 'layer', 'let', 'block', 'model', 'data', 'train'] as const;

/** What may begin a statement. */
export const statementWords = [
  ...(['input', 'output', 'residual', 'parallel', 'reuse', 'from', 'repeat', 'for', 'if'] as const),
  ...(['layer', 'let', 'require'] as const),
];

/** What may begin one between the paths of a `parallel`. */
export const branchWords = ['path', 'for', 'repeat', 'if', 'let', 'layer'] as const;

/** What may stand behind a label or an output, besides a layer. */
export const operationWords = ['residual', 'parallel', 'reuse'] as const;

/** The parts of a section that have a form of their own. */
export const sectionWords = {
  data: ['field', 'split', 'prepare', 'augment'],
  train: ['input', 'objective', 'phase'],
  phase: ['freeze', 'objective'],
  split: [],
  objective: [],
  weights: [],
} as const;
