import type { Explanations } from '../../../grammar/explanation.ts';

/** CNN401, CNN402, CNN412 to CNN416, CNN419, CNN424, CNN425, CNN435 and CNN475 to CNN477: train blocks. */
export const trainExplanations: Explanations = {
  CNN401: {
    title: 'there is no such model',
    rule: 'A train block names a model of its own file, by its exact name.',
    remedy: 'Correct the spelling, or declare the model.',
    patch: `
  data D { source = shapes(10)  field label: class[4]  prepare { Rescaling(1/255) } }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
- train «N» on D {
+ train M on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN402: {
    title: 'there is no such data',
    rule: 'A train block names a data block of its own file, by its exact name.',
    remedy: 'Correct the spelling, or declare the data.',
    patch: `
  data Digits { source = shapes(10)  field label: class[4]  prepare { Rescaling(1/255) } }
  train M on Digits {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
- train M on «Digit» as again {
+ train M on Digits as again {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN412: {
    title: 'there is no such optimizer',
    rule: 'Optimizers carry Keras’s names: `SGD`, `Adam`, `Nadam`, `RMSprop`. They make an object and begin with a capital.',
    remedy: 'Correct the spelling.',
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
-   phase main { epochs = 1  optimizer = «adam» }
+   phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN413: {
    title: 'a key is missing',
    rule: 'What a run cannot do without is never guessed: a batch size, and for each phase its epochs and optimizer, for each objective its loss.',
    remedy: 'Write the key.',
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
-   phase «main» { optimizer = Adam }
+   phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN414: {
    title: 'the training has no phase',
    rule: 'A phase says how long to train and with what; without one nothing would happen.',
    remedy: 'Add `phase main { epochs = …  optimizer = … }`.',
    patch: `
  data D { source = shapes(10)  field label: class[4]  prepare { Rescaling(1/255) } }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train «M» on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
+   phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN415: {
    title: 'a field does not fit the input',
    rule: 'What `prepare` makes of the field has to be what the input takes, size by size.',
    remedy: 'Change the input, or add `Resizing(height, width)` to `prepare`.',
    patch: `
  data D { source = shapes(10)  field label: class[4]  prepare { Rescaling(1/255) } }
  model M {
-   input image: float32[28, 28, 1]
+   input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on «D» {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN416: {
    title: 'an input has no field',
    rule: 'An input gets the field of its own name, or the one that it is bound to.',
    remedy: 'Rename it, or bind it: `input photo = image`.',
    patch: `
  data D { source = shapes(10)  field label: class[4]  prepare { Rescaling(1/255) } }
  model M {
    input photo: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on «D» {
    batch = 2
+   input photo = image
    objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN419: {
    title: 'the model has no such input',
    rule: 'Only inputs of the model can be bound to fields.',
    remedy: 'Correct the spelling.',
    patch: `
  data D { source = shapes(10)  field label: class[4]  prepare { Rescaling(1/255) } }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
-   input «picture» = image
+   input image = image
    objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN424: {
    title: 'the model cannot be trained without values for its parameters',
    rule: 'A train block takes the defaults of the parameters; one without a default has no value.',
    remedy: 'Give it a default.',
    patch: `
  data D { source = shapes(10)  field label: class[4]  prepare { Rescaling(1/255) } }
- model M(units) {
+ model M(units = 8) {
    input image: float32[32, 32, 1]
    Flatten
    Dense(units)
    output label: Dense(4, activation=softmax)
  }
  train «M» on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN425: {
    title: 'the model has no weights to train',
    rule: 'Training moves weights; a model of pooling, reshaping and activations alone has none.',
    remedy: 'Add a layer with weights, such as `Dense` or `Conv2D`.',
    patch: `
  data D { source = shapes(10)  field label: class[4]  prepare { Rescaling(1/255) } }
  model M {
    input image: float32[32, 32, 1]
    AveragePooling2D(16)
    Flatten
-   output label: Softmax
+   output label: Dense(4, activation=softmax)
  }
  train «M» on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN435: {
    title: 'accumulated gradients are not those of one large batch',
    rule: 'With `accumulate`, each batch runs by itself and the mean of the gradients updates the weights. A `BatchNormalization` that trains normalises by the batch that it sees, so that several small batches give other numbers than one large one.',
    remedy:
      'Where that matters, freeze those layers, take a larger `batch` with `recompute = auto`, or normalise each example by itself. Small batches make noisy statistics; several dozen examples are as good as any.',
    patch: `
  data D { source = shapes(100)  field label: class[4]  prepare { Rescaling(1/255) } }
  model M {
    input image: float32[32, 32, 1]
    Conv2D(8, 3)
-   BatchNormalization
+   LayerNormalization
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 4
    accumulate = «8»
    objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN475: {
    title: 'patience without a measure',
    rule: '`patience` and `min_delta` say when a measure is no longer better. Which one, `monitor` says.',
    remedy: 'Name the measure that the best weights are kept by.',
    patch: `
  data D { source = shapes(10)  field label: class[4]  prepare { Rescaling(1/255) } }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy  metrics = [accuracy] }
-   phase main { epochs = 9  optimizer = Adam  patience = «3» }
+   phase main { epochs = 9  optimizer = Adam  patience = 3  monitor = loss }
  }
`,
  },
  CNN476: {
    title: 'a measure of a validation part that there is not',
    rule: 'What begins with `val_` is measured on the validation part, which the data has to set aside.',
    remedy:
      'Divide the data, or monitor a measure of the training part, which tells less of what was learnt.',
    patch: `
- data D { source = shapes(10)  field label: class[4]  prepare { Rescaling(1/255) } }
+ data D {
+   source = shapes(10)
+   field label: class[4]
+   split { train = 80%  valid = 20% }
+   prepare { Rescaling(1/255) }
+ }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy  metrics = [accuracy] }
    phase main { epochs = 9  optimizer = Adam  monitor = «val_accuracy» }
  }
`,
  },
  CNN477: {
    title: 'there is no such measure',
    rule: '`monitor` names a loss or a metric as the log does: `loss`, `accuracy`, of several outputs `head_loss` and `head_accuracy`; of the validation part with `val_` before. Which end is better follows from it.',
    remedy: 'Correct the spelling, or ask for the metric in `metrics`.',
    patch: `
  data D { source = shapes(10)  field label: class[4]  prepare { Rescaling(1/255) } }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy  metrics = [accuracy] }
-   phase main { epochs = 9  optimizer = Adam  monitor = «acuracy» }
+   phase main { epochs = 9  optimizer = Adam  monitor = accuracy }
  }
`,
  },
};
