import type { Explanations } from '../../../grammar/explanation.ts';

/** CNN420 to CNN422, CNN426 to CNN428 and CNN461: what phases freeze. */
export const freezeExplanations: Explanations = {
  CNN420: {
    title: 'nothing in the model has this path',
    rule: '`freeze` names a label, or a path of labels within groups, blocks and models; layers without a label go by their kind and count (`conv2d_1`).',
    remedy: 'Correct the path. `cnnc summary` lists all of them.',
    patch: `
  data D { source = shapes(10)  field label: class[4]  prepare { Rescaling(1/255) } }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    stem: Dense(8)
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
    phase first { epochs = 1  optimizer = Adam }
-   phase main { freeze stem  freeze «stm»  epochs = 1  optimizer = Adam }
+   phase main { freeze stem  epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN421: {
    title: 'there are no weights to freeze',
    rule: 'Freezing keeps weights as they are; `Flatten`, pooling and activations have none.',
    remedy: 'Name a layer with weights, or a group of such.',
    patch: `
  data D { source = shapes(10)  field label: class[4]  prepare { Rescaling(1/255) } }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    stem: Dense(8)
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
    phase first { epochs = 1  optimizer = Adam }
-   phase main { freeze stem  freeze «flatten»  epochs = 1  optimizer = Adam }
+   phase main { freeze stem  epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN422: {
    title: 'the phase freezes everything',
    rule: 'With all weights kept as they are, a phase would run and change nothing.',
    remedy: 'Freeze less.',
    patch: `
  data D { source = shapes(10)  field label: class[4]  prepare { Rescaling(1/255) } }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    stem: Dense(8)
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
    phase first { epochs = 1  optimizer = Adam }
-   phase main { «freeze stem»  freeze label  epochs = 1  optimizer = Adam }
+   phase main { freeze stem  epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN426: {
    title: 'the range is empty',
    rule: 'A range goes from the earlier label to the later one, both included; one that goes backwards has nothing in it.',
    remedy: 'Turn it round.',
    patch: `
  data D { source = shapes(10)  field label: class[4]  prepare { Rescaling(1/255) } }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    first: Dense(8)
    second: Dense(8)
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
    phase first { epochs = 1  optimizer = Adam }
-   phase main { freeze «second..first»  epochs = 1  optimizer = Adam }
+   phase main { freeze first..second  epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN427: {
    title: 'the cut goes through a residual unit',
    rule: 'What stays frozen and what trains would add up to one sum: the trained half of a unit has to fit a shortcut that cannot move.',
    remedy: 'Cut before or after the unit.',
    patch: `
  data D { source = shapes(10)  field label: class[4]  prepare { Rescaling(1/255) } }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    first: Dense(8)
-   residual { second: Dense(8)  Dense(8) }
+   residual { Dense(8)  second: Dense(8) }
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
    phase first { epochs = 1  optimizer = Adam }
    phase main { freeze «first..second»  epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN428: {
    title: 'there is no layer of this number',
    rule: '`layers[…]` counts as Keras does, from 0 for the input layer; groups and `activation=` do not count. The message says how many there are.',
    remedy: 'Choose a number within them.',
    patch: `
  model Base {
    input x: float32[32, 32, 1]
    Flatten
    Dense(8)
  }
  data D { source = shapes(10)  field label: class[4]  prepare { Rescaling(1/255) } }
  model M {
    input image: float32[32, 32, 1]
    base: Base
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
    phase first { epochs = 1  optimizer = Adam }
-   phase main { freeze base.layers[..«9»]  epochs = 1  optimizer = Adam }
+   phase main { freeze base.layers[..3]  epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN461: {
    title: 'random weights are frozen',
    rule: 'Freezing keeps what weights have learnt. These begin at random: no file or set gives them, and no phase before has trained them, so that the layers behind them learn from noise.',
    remedy:
      'Give weights where the part is applied (`weights=imagenet`, or the path of a file), train it in a phase before, or leave the line out.',
    patch: `
  import { CaffePreprocessing, ResNet50 } from "cnn:applications"
  data D { source = folder("photos")  field label: class[4]  prepare { Resizing(64, 64) } }
  model M {
    input image: float32[64, 64, 3]
    CaffePreprocessing
-   base: ResNet50(include_top=false, pooling=avg)
+   base: ResNet50(include_top=false, pooling=avg, weights=imagenet)
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
-   phase main { freeze «base»  epochs = 1  optimizer = Adam }
+   phase main { freeze base  epochs = 1  optimizer = Adam }
  }
`,
  },
};
