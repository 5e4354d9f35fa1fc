import type { Explanations } from '../../../grammar/explanation.ts';

/** CNN403 to CNN411, CNN417, CNN418 and CNN429: objectives. */
export const objectiveExplanations: Explanations = {
  CNN403: {
    title: 'the model has no such output',
    rule: 'An objective is about an output of the model, by its name.',
    remedy: 'Correct the spelling; the message lists the outputs.',
    patch: `
  data D { source = shapes(10)  field label: class[4]  prepare { Rescaling(1/255) } }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
-   objective «labl» { loss = sparse_categorical_crossentropy }
    objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN404: {
    title: 'the data has no field to compare with',
    rule: 'An output is compared with the field of its own name, or with the one that `target = …` names.',
    remedy: 'Declare the field, or name another.',
    patch: `
  data D { source = shapes(10)  field kind: class[4]  prepare { Rescaling(1/255) } }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
-   objective «label» { loss = sparse_categorical_crossentropy }
+   objective label { loss = sparse_categorical_crossentropy  target = kind }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN405: {
    title: 'the output has another number of values than there are classes',
    rule: 'A classifier gives one value for each class, so that the last size of the output is the number of classes: 10 values cannot be the probabilities of 4 classes.',
    remedy: 'Make the last layer as wide as there are classes.',
    patch: `
  data D { source = shapes(10)  field label: class[4]  prepare { Rescaling(1/255) } }
  model M {
    input image: float32[32, 32, 1]
    Flatten
-   output label: Dense(10, activation=softmax)
+   output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
    objective «label» { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN406: {
    title: '`from_logits=true` on probabilities',
    rule: 'A loss with `from_logits=true` takes the softmax (or sigmoid) itself; applied to an output that ends in one, it would take it twice, and train badly without a word.',
    remedy: 'Leave the activation out, or `from_logits`.',
    patch: `
  data D { source = shapes(10)  field label: class[4]  prepare { Rescaling(1/255) } }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
-   objective label { loss = «SparseCategoricalCrossentropy(from_logits=true)» }
+   objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN407: {
    title: 'the loss does not fit the output or its field',
    rule: 'Each loss compares one kind of thing: `sparse_categorical_crossentropy` a distribution with a class number, `categorical_crossentropy` with a distribution, `mse` and `mae` quantities with quantities.',
    remedy: 'Take the loss that fits the field.',
    patch: `
  data D { source = shapes(10)  field label: class[4]  prepare { Rescaling(1/255) } }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
-   objective label { loss = «mse» }
+   objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN408: {
    title: 'an output has no objective',
    rule: 'Without an objective the layers that only this output needs would never learn, which is hardly meant.',
    remedy: 'Add an objective for it, or remove the output.',
    patch: `
  data D {
    source = shapes(10)
    field label: class[4]
    field box: box[center]
    prepare { Rescaling(1/255) }
  }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
    output box: Dense(4)
  }
  train «M» on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
+   objective box { loss = mse }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN409: {
    title: 'an output has two objectives',
    rule: 'Of two objectives for one output, one would be ignored.',
    remedy: 'Join them into one.',
    patch: `
  data D { source = shapes(10)  field label: class[4]  prepare { Rescaling(1/255) } }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
-   objective label { loss = sparse_categorical_crossentropy }
    objective «label» { loss = sparse_categorical_crossentropy  metrics = [accuracy] }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN410: {
    title: 'there is no such loss',
    rule: 'Losses carry Keras’s names, as words (`mse`) or with arguments (`SparseCategoricalCrossentropy(from_logits=true)`).',
    remedy: 'Correct the spelling; the message lists them.',
    patch: `
  data D { source = shapes(10)  field label: class[4]  prepare { Rescaling(1/255) } }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
-   objective label { loss = «sparse_crossentropy» }
+   objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN411: {
    title: 'there is no such metric',
    rule: 'Metrics carry Keras’s names, as words or with arguments: `accuracy`, `TopKCategoricalAccuracy(k=2)`.',
    remedy: 'Correct the spelling; the message lists them.',
    patch: `
  data D { source = shapes(10)  field label: class[4]  prepare { Rescaling(1/255) } }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
-   objective label { loss = sparse_categorical_crossentropy  metrics = [«acuracy»] }
+   objective label { loss = sparse_categorical_crossentropy  metrics = [accuracy] }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN417: {
    title: 'the metric does not fit the output',
    rule: 'A metric measures one kind of thing: accuracy whether a class is right, errors how far a quantity is off. Among 4 classes the right one is always within the best 5.',
    remedy: 'Take another metric, or change its parameter.',
    patch: `
  data D { source = shapes(10)  field label: class[4]  prepare { Rescaling(1/255) } }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
-   objective label { loss = sparse_categorical_crossentropy  metrics = [«top_k_categorical_accuracy»] }
+   objective label { loss = sparse_categorical_crossentropy  metrics = [TopKCategoricalAccuracy(k=2)] }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN418: {
    title: 'a loss expects probabilities, but the output has no activation',
    rule: 'A crossentropy takes the logarithm of probabilities: numbers of 0 to 1, which add up to 1. Those of a `Dense` without an activation are any.',
    remedy:
      'End in a softmax or sigmoid, or write `from_logits=true`, which is also the more exact arithmetic.',
    patch: `
  data D { source = shapes(10)  field label: class[4]  prepare { Rescaling(1/255) } }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4)
  }
  train M on D {
    batch = 2
-   objective label { loss = «sparse_categorical_crossentropy» }
+   objective label { loss = SparseCategoricalCrossentropy(from_logits=true) }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN429: {
    title: 'losses are only added',
    rule: 'A loss may be a sum of losses, each times a number. Nothing else of two losses is one.',
    remedy: 'Write a sum; a factor is a number of 0 or more.',
    patch: `
  data D { source = shapes(10)  field box: box[center]  prepare { Rescaling(1/255) } }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output box: Dense(4)
  }
  train M on D {
    batch = 2
-   objective box { loss = mse «-» mae }
+   objective box { loss = 0.5 * mse + 0.5 * mae }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
};
