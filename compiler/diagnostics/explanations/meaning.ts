import type { Explanations } from '../../../grammar/explanation.ts';

/** CNN450 to CNN460, CNN473, CNN474: losses, outputs and numbers that cannot mean what they say. */
export const meaningExplanations: Explanations = {
  CNN450: {
    title: 'a softmax over one value',
    rule: 'A softmax divides what it is given by its sum. Of one value that is 1, whatever the model sees: nothing learns.',
    remedy: 'One number that says yes or no ends in a sigmoid.',
    patch: `
  data D {
    source = shapes(10, classes=2)
    field label: class[2]
    prepare { Rescaling(1/255) }
  }
  model M {
    input image: float32[32, 32, 1]
    Flatten
-   output label: Dense(1, activation=softmax)
+   output label: Dense(1, activation=sigmoid)
  }
  train M on D {
    batch = 2
-   objective label { loss = «binary_crossentropy» }
+   objective label { loss = binary_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN451: {
    title: 'a loss on probabilities that are none',
    rule: 'A cross-entropy takes logarithms of probabilities. What is outside of 0 to 1 is cut off there, and where it is cut nothing is learnt.',
    remedy:
      'End in a softmax for one class of several, in a sigmoid for yes or no; or leave the activation out and give the loss `from_logits=true`.',
    patch: `
  data D {
    source = shapes(10)
    field label: class[4]
    prepare { Rescaling(1/255) }
  }
  model M {
    input image: float32[32, 32, 1]
    Flatten
-   output label: Dense(4, activation=relu)
+   output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
-   objective label { loss = «sparse_categorical_crossentropy» }
+   objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN452: {
    title: 'sigmoids where one class of several is meant',
    rule: 'Sigmoids say yes or no to each class by itself. A categorical cross-entropy divides them by their sum while it trains; what the model gives afterwards does not sum to 1.',
    remedy: 'End in a softmax.',
    patch: `
  data D {
    source = shapes(10)
    field label: class[4]
    prepare { Rescaling(1/255) }
  }
  model M {
    input image: float32[32, 32, 1]
    Flatten
-   output label: Dense(4, activation=sigmoid)
+   output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
-   objective label { loss = «sparse_categorical_crossentropy» }
+   objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN473: {
    title: 'noise on probabilities',
    rule: 'Dropout zeroes some of what it gets while training and scales the others: probabilities then no longer sum to 1, that of the right class is often 0, and the loss blames the weights for it.',
    remedy: 'Put the dropout before the last layer.',
    patch: `
  data D {
    source = shapes(10)
    field label: class[4]
    prepare { Rescaling(1/255) }
  }
  model M {
    input image: float32[32, 32, 1]
    Flatten
-   Dense(4, activation=softmax)
-   output label: Dropout(0.5)
+   Dropout(0.5)
+   output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
-   objective label { loss = «sparse_categorical_crossentropy» }
+   objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN474: {
    title: 'one class cannot be learnt',
    rule: 'Where every example is of the same class, any model is right always: a softmax over one value is 1, and no weight gets a gradient that means anything.',
    remedy: 'Give the field the classes that are to be told apart, the rest being a class of its own.',
    patch: `
  data D {
    source = folder("pictures")
-   field label: class[1]
+   field label: class[4]
    prepare { Rescaling(1/255) }
  }
  model M {
    input image: float32[32, 32, 3]
    Flatten
-   output label: Dense(1, activation=softmax)
+   output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
-   objective label { loss = «sparse_categorical_crossentropy» }
+   objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN453: {
    title: 'a binary loss on classes that exclude each other',
    rule: 'A binary cross-entropy is the mean over all classes of yes or no to each. Under a softmax it learns slowly, since most of the mean is about classes that are rightly absent.',
    remedy:
      'Use `sparse_categorical_crossentropy`; or end in a sigmoid where several classes may be there at once.',
    patch: `
  data D {
    source = shapes(10)
    field label: class[4]
    prepare { Rescaling(1/255) }
  }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
-   objective label { loss = «binary_crossentropy» }
+   objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN350: {
    title: 'a softmax on classes that may be there together',
    rule: 'A field `classes[n]` is a yes or no to each class: none, one or several are there. A softmax shares out 1 among them, so that two that are there cannot both be near 1.',
    remedy: 'End the output in a sigmoid.',
    patch: `
  data D {
    source = csv("labels.csv")
    field tags: classes[4]
    prepare { Resizing(32, 32)  Rescaling(1/255) }
  }
  model M {
    input image: float32[32, 32, 3]
    Flatten
-   output tags: Dense(4, activation=softmax)
+   output tags: Dense(4, activation=sigmoid)
  }
  train M on D {
    batch = 2
    objective tags { loss = «binary_crossentropy» }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN454: {
    title: 'quantities that have to sum to 1',
    rule: 'The values of a softmax are shares of 1. Four numbers of a box, or the levels of a picture, are not.',
    remedy: 'Leave the activation out, or use `sigmoid` where values are from 0 to 1.',
    patch: `
  data D {
    source = shapes(10)
    field box: box[center]
    prepare { Rescaling(1/255) }
  }
  model M {
    input image: float32[32, 32, 1]
    Flatten
-   output box: Dense(4, activation=softmax)
+   output box: Dense(4, activation=sigmoid)
  }
  train M on D {
    batch = 2
-   objective box { loss = «mse» }
+   objective box { loss = mse }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN455: {
    title: 'logits that are cut off',
    rule: 'Logits are any numbers: a softmax or sigmoid makes probabilities of them. After a `relu` or `tanh` some probabilities cannot be reached.',
    remedy: 'Leave the activation of the last layer out.',
    patch: `
  data D {
    source = shapes(10)
    field label: class[4]
    prepare { Rescaling(1/255) }
  }
  model M {
    input image: float32[32, 32, 1]
    Flatten
-   output label: Dense(4, activation=relu)
+   output label: Dense(4)
  }
  train M on D {
    batch = 2
-   objective label { loss = «SparseCategoricalCrossentropy(from_logits=true)» }
+   objective label { loss = SparseCategoricalCrossentropy(from_logits=true) }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN456: {
    title: 'a cross-entropy with values beyond 0 to 1',
    rule: 'A cross-entropy compares probabilities. With pixels of 0 to 255 as target it falls without end, and means nothing.',
    remedy: 'Rescale the pictures.',
    patch: `
  data D {
-   source = shapes(10)
+   source = shapes(10)
+   prepare { Rescaling(1/255) }
  }
  model M {
    input image: float32[32, 32, 1]
    output image2: Conv2D(1, 3, padding=same, activation=sigmoid)
  }
  train M on D {
    batch = 2
-   objective image2 { target = image  loss = «binary_crossentropy» }
+   objective image2 { target = image  loss = binary_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN457: {
    title: 'an output that cannot reach its target',
    rule: 'A sigmoid gives 0 to 1, a tanh −1 to 1. Where the target is mostly beyond, the output is pressed against its end and stops learning.',
    remedy: 'Rescale the target, or leave the activation out.',
    patch: `
  data D {
-   source = shapes(10)
+   source = shapes(10)
+   prepare { Rescaling(1/255) }
  }
  model M {
    input image: float32[32, 32, 1]
    BatchNormalization
    output image2: Conv2D(1, 3, padding=same, activation=sigmoid)
  }
  train M on D {
    batch = 2
-   objective image2 { target = image  loss = «mse» }
+   objective image2 { target = image  loss = mse }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN458: {
    title: 'a number that is hardly meant so',
    rule: 'It is allowed, but in the sense that it has here it spoils the training: a share of 1 leaves nothing, PyTorch’s `momentum=0.1` is `0.9` in Keras, a learning rate of 10 leaps over every minimum.',
    remedy: 'Write what is meant.',
    patch: `
  data D {
    source = shapes(10)
    field label: class[4]
    prepare { Rescaling(1/255) }
  }
  model M {
    input image: float32[32, 32, 1]
    Flatten
-   BatchNormalization(momentum=«0.1»)
+   BatchNormalization(momentum=0.9)
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN459: {
    title: 'a rescaling that spoils the pixels',
    rule: 'The scale is what pixels are multiplied by: `1/255` makes 0 to 255 to 0 to 1. `255` makes them huge, and `1/255` a second time all but equal.',
    remedy: 'Rescale once, by `1/255`.',
    patch: `
  data D {
    source = shapes(10)
    field label: class[4]
-   prepare { «Rescaling(255)» }
+   prepare { Rescaling(1/255) }
  }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN460: {
    title: 'raw pixels reach weights that have learnt nothing',
    rule: 'Pixels are 0 to 255 unless `prepare` or the model rescales them. Fresh weights are made for values around 0 to 1: what they make of larger ones saturates activations and makes gradients hundreds of times too long. A layer that normalises (`BatchNormalization`, say) in between mends it, and ready-made weights know the pixels that they want.',
    remedy:
      'Rescale: `prepare { Rescaling(1/255) }` in the data block, or `Rescaling(1/255)` as the first layer.',
    patch: `
- data «D» { source = shapes(10)  field label: class[4] }
+ data D { source = shapes(10)  field label: class[4]  prepare { Rescaling(1/255) } }
  model M {
    input image: float32[32, 32, 1]
    Conv2D(8, 3, activation=relu)
    Flatten
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
};
