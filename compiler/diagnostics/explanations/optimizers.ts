import type { Explanations } from '../../../grammar/explanation.ts';

/** CNN412 is among the train blocks; CNN480 and on: what optimizers are told. */
export const optimizerExplanations: Explanations = {
  CNN480: {
    title: 'gradients are clipped in two ways',
    rule: '`clipnorm` shortens the gradient of each weight by itself, `global_clipnorm` all of them together, and `clipvalue` cuts off each number. An optimizer does one of them, as in Keras.',
    remedy: 'Keep the one that is meant; `global_clipnorm` keeps the direction of the step.',
    patch: `
  data D { source = shapes(10)  field label: class[4]  prepare { Rescaling(1/255) } }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
-   phase main { epochs = 1  optimizer = Adam(global_clipnorm=1, «clipvalue=0.5») }
+   phase main { epochs = 1  optimizer = Adam(global_clipnorm=1) }
  }
`,
  },
  CNN481: {
    title: 'averages are described, and none are kept',
    rule: '`ema_momentum` and `ema_overwrite_frequency` are of the moving average of the weights, which an optimizer keeps where `use_ema=true`. Keras takes no notice of them without it.',
    remedy: 'Ask for the average, or leave them out.',
    patch: `
  data D { source = shapes(10)  field label: class[4]  prepare { Rescaling(1/255) } }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
-   phase main { epochs = 1  optimizer = Adam(«ema_momentum=0.999») }
+   phase main { epochs = 1  optimizer = Adam(ema_momentum=0.999, use_ema=true) }
  }
`,
  },
  CNN482: {
    title: 'the schedule is longer than the phase',
    rule: 'A schedule begins with its phase, and what is left of it when the phase ends is never reached: a cosine that is meant for twenty epochs ends half way in ten.',
    remedy: 'Make both the same, or leave the length out, which is the whole phase then.',
    patch: `
  data D { source = shapes(10)  field label: class[4]  prepare { Rescaling(1/255) } }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
-   phase main { epochs = 10  optimizer = Adam(CosineDecay(0.001, decay_steps=«epochs(20)»)) }
+   phase main { epochs = 10  optimizer = Adam(CosineDecay(0.001, decay_steps=epochs(10))) }
  }
`,
  },
  CNN490: {
    title: 'the first phase has no optimizer to go on with',
    rule: 'With `optimizer_state = kept` a phase goes on with the moments, the count of updates and the schedule of the phase before it. The first has none before it.',
    remedy: 'Leave the setting out of the first phase.',
    patch: `
  data D { source = shapes(10)  field label: class[4]  prepare { Rescaling(1/255) } }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
-   phase main { epochs = 2  optimizer = Adam  optimizer_state = «kept» }
+   phase main { epochs = 2  optimizer = Adam  optimizer_state = fresh }
  }
`,
  },
  CNN491: {
    title: 'another optimizer cannot go on with that state',
    rule: 'What an optimizer remembers of each weight is its own: the moments of Adam are nothing to SGD. A phase goes on only with an optimizer of the same kind; its rate and its other parameters may differ.',
    remedy: 'Take the same optimizer in both phases, or begin with a fresh state.',
    patch: `
  data D { source = shapes(10)  field label: class[4]  prepare { Rescaling(1/255) } }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
    phase head { epochs = 2  optimizer = Adam }
-   phase tune { epochs = 2  optimizer = SGD  optimizer_state = «kept» }
+   phase tune { epochs = 2  optimizer = SGD  optimizer_state = fresh }
  }
`,
  },
  CNN483: {
    title: 'the steps of a rate do not fit together',
    rule: '`PiecewiseConstantDecay` has a rate before its first boundary, one between any two, and one after the last: one more than there are boundaries, which rise.',
    remedy: 'Give a rate for each part.',
    patch: `
  data D { source = shapes(10)  field label: class[4]  prepare { Rescaling(1/255) } }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
    phase main {
      epochs = 10
-     optimizer = Adam(«PiecewiseConstantDecay([epochs(4)], [0.001])»)
+     optimizer = Adam(PiecewiseConstantDecay([epochs(4)], [0.001, 0.0001]))
    }
  }
`,
  },
  CNN484: {
    title: 'a rate that is multiplied by nothing',
    rule: '`rates` multiplies the rate of some weights by a number above 0: less than 1 for a base that has learnt already, more than 1 for a head that has not. What is not to move at all is frozen, and costs no gradient then.',
    remedy: 'Give a number above 0, or freeze the layers.',
    patch: `
  data D { source = shapes(10)  field label: class[4]  prepare { Rescaling(1/255) } }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
-   phase main { epochs = 1  optimizer = Adam  rates = [«0» * bias] }
+   phase main { epochs = 1  optimizer = Adam  rates = [0.1 * bias] }
  }
`,
  },
};
