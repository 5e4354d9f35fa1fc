import type { Explanations } from '../../../grammar/explanation.ts';

/** 3xx: data blocks. */
export const dataExplanations: Explanations = {
  CNN301: {
    title: 'the data has no source',
    rule: 'Examples come from somewhere: `idx("directory")` for files like those of MNIST, `folder("directory")` for a folder a class, `shapes(…)` for pictures that are drawn.',
    remedy: 'Write `source = …`.',
    patch: `
  data «D» {
+   source = shapes(10)
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
    objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN302: {
    title: 'there is no such key',
    rule: 'Every block has its keys, and an unknown one is an error rather than ignored: `sed = 3` would leave the seed at its default.',
    remedy: 'Correct the spelling; the message lists what there is.',
    patch: `
  data D {
    source = shapes(10)
-   «sed» = 3
+   seed = 3
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
    objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN303: {
    title: 'there is no such source of data',
    rule: 'The sources are `idx`, `folder`, `csv`, `cifar`, `npz`, `tar` and `shapes`, each written with its arguments.',
    remedy: 'Choose one of them; a directory alone is a text and says nothing of its files.',
    patch: `
  data D {
-   source = «shape(10)»
+   source = shapes(10)
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
    objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN304: {
    title: 'the parts of the split do not make 100%',
    rule: 'Every example goes into one part, so the shares add up to 1: 80% + 10% leave a tenth nowhere.',
    remedy: 'Change the shares, or write the part that is missing.',
    patch: `
  data D {
    source = shapes(10)
    field label: class[4]
-   «split { train = 80%  valid = 10% }»
+   split { train = 80%  valid = 20% }
    prepare { Rescaling(1/255) }
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
  CNN305: {
    title: 'nothing is left to train on',
    rule: 'A share of 0% for `train` leaves no example for it.',
    remedy: 'Give `train` a share.',
    patch: `
  data D {
    source = shapes(10)
    field label: class[4]
-   «split { train = 0%  valid = 100% }»
+   split { train = 90%  valid = 10% }
    prepare { Rescaling(1/255) }
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
  CNN312: {
    title: 'the data is never trained on',
    rule: 'No `train` block names it, so that nothing in the file uses it.',
    remedy: 'Name it in a `train` block, or remove it.',
    patch: `
- data «D» { source = shapes(10) }
  model M {
    input x: float32[8]
    Dense(4)
  }
`,
  },
  CNN462: {
    title: 'a file or a directory without a name',
    rule: 'What data is read from is named: the directory of the `.cnn` file is `"."`, and no file has an empty name.',
    remedy: 'Write the name. Boxes that the data does not have are left out: `folder("photos")`.',
    patch: `
  data D {
-   source = folder("photos", boxes=«""»)
+   source = folder("photos", boxes="boxes.csv")
    field spot: box[center]
    prepare { Resizing(32, 32)  Rescaling(1/255) }
  }
  model M {
    input image: float32[32, 32, 3]
    Flatten
    output spot: Dense(4)
  }
  train M on D {
    batch = 2
    objective spot { loss = mse }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN316: {
    title: 'there is no class to balance',
    rule: '`balance = oversample` draws examples of small classes more often. Which class an example is of says a class field; a source that brings classes brings them only to a field that is declared.',
    remedy: 'Declare the class field, or leave `balance` out.',
    patch: `
  data D {
    source = shapes(10)
    field spot: box[center]
-   balance = «oversample»
    prepare { Rescaling(1/255) }
  }
  model M {
    input image: float32[32, 32, 1]
    Flatten
    output spot: Dense(4)
  }
  train M on D {
    batch = 2
    objective spot { loss = mse }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN317: {
    title: 'the source cannot be divided by this',
    rule: 'Parts can go by folders where pictures lie in folders, by a column where there are columns, and by lists where pictures have names. Every source can be divided by classes: each part then has each class in proportion.',
    remedy: 'Leave `by` out, or take a source that has what it goes by.',
    patch: `
  data D {
    source = shapes(10)
    field label: class[4]
-   split { train = 80%  valid = 20%  by = «folder» }
+   split { train = 80%  valid = 20%  by = class }
    prepare { Rescaling(1/255) }
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
  CNN318: {
    title: 'folds and shares exclude each other',
    rule: '`folds` divides what is no test part: one fold is the validation part of a run, and the others are trained on. A share for `train` or `valid` would have no meaning beside it.',
    remedy: 'Leave the share out; `test` may have one.',
    patch: `
  data D {
    source = shapes(10)
    field label: class[4]
-   split { folds = 5  «valid = 10%» }
+   split { folds = 5 }
    prepare { Rescaling(1/255) }
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
};
