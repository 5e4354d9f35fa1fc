import type { Explanations } from '../../../grammar/explanation.ts';

/** CNN124 to CNN130, CNN134, CNN135, CNN138 to CNN143, CNN150, CNN157, CNN160: expansion. */
export const expansionExplanations: Explanations = {
  CNN124: {
    title: '`repeat` needs a whole number',
    rule: 'A loop runs 0, 1, 2, … times, which is known before shapes are checked: each round has shapes of its own.',
    remedy: 'Give a whole number of 0 or more.',
    patch: `
  model M {
    input x: float32[8]
-   repeat «2.5» { Dense(4) }
+   repeat 2 { Dense(4) }
  }
`,
  },
  CNN125: {
    title: '`for` needs a list',
    rule: '`for` goes through the items of a list, in order. To count, there is `repeat n as i`.',
    remedy: 'Write a list, or use `repeat`.',
    patch: `
  model M(n = 4) {
    input x: float32[8]
-   for units in «n» { Dense(units) }
+   for units in [n] { Dense(units) }
  }
`,
  },
  CNN126: {
    title: 'the item does not come apart into so many names',
    rule: '`for (a, b) in …` takes each item apart, so each has to be a list or tuple of as many parts as there are names.',
    remedy: 'Write as many names as each item has parts.',
    patch: `
  model M {
    input x: float32[8]
-   for (units, rate) in «[8, 4]» { Dense(units) Dropout(rate) }
+   for (units, rate) in [(8, 0.1), (4, 0.2)] { Dense(units) Dropout(rate) }
  }
`,
  },
  CNN127: {
    title: 'a condition must be true or false',
    rule: 'Numbers, texts and lists are neither true nor false here, as `0` and `""` are in other languages.',
    remedy: 'Compare: `n > 0`.',
    patch: `
  model M(n = 3) {
    input x: float32[8]
-   if «n» { Dense(n) }
+   if n > 0 { Dense(n) }
  }
`,
  },
  CNN128: {
    title: 'there is too much of something',
    rule: 'What a file expands to is bounded, so that no text can keep the compiler busy without end or fill its memory: 30,000 layers, 300 outputs and 1,000 imported files in a file, 1,000 arguments in one application, 100 phases in a `train` block, and lists and texts of a bounded length that come to 5,000,000 values.',
    remedy: 'Check the count of the loop; the bound is far above any network that trains.',
    patch: `
  model M {
    input x: float32[8]
-   repeat «130000» { Dropout(0.5) }
+   repeat 3 { Dropout(0.5) }
  }
`,
  },
  CNN129: {
    title: 'this is nested too deep',
    rule: 'Values that are defined by values, and bodies within bodies, are followed a bounded number of levels.',
    remedy: 'Make the chain shorter.',
  },
  CNN130: {
    title: 'a requirement is not met',
    rule: '`require` states what has to hold, for a model or block to make sense; here it does not hold. The message is the one that was written behind it.',
    remedy: 'Change the values or shapes that it speaks of.',
    patch: `
- model M(classes = 1) {
+ model M(classes = 2) {
    input x: float32[8]
    require «classes > 1» : "one class needs no network"
    Dense(classes)
  }
`,
  },
  CNN134: {
    title: 'it is defined by itself',
    rule: 'A value or alias stands for what is on its right, which therefore cannot need it.',
    remedy: 'Break the circle.',
    patch: `
- let «units» = units + 1
+ let units = 4
  model M {
    input x: float32[8]
    Dense(units)
  }
`,
  },
  CNN135: {
    title: 'this text cannot be a label',
    rule: 'A label in quotes may hold expressions (`"block{i}"`), and what comes out has to be a name: letters, digits and `_`, not beginning with a digit. Paths in checkpoints are made of it.',
    remedy: 'Write a name.',
    patch: `
  model M {
    input x: float32[8]
-   «"first layer"»: Dense(4)
+   "first_layer": Dense(4)
  }
`,
  },
  CNN138: {
    title: 'this cannot be applied as a layer',
    rule: 'Only layer kinds, aliases, blocks and models make tensors from tensors; data does not.',
    remedy: 'Name a layer.',
    patch: `
  data Digits { source = shapes(10)  field label: class[4]  prepare { Rescaling(1/255) } }
  model M {
    input image: float32[32, 32, 1]
    Flatten
-   «Digits»
+   Dense(8)
    output label: Dense(4, activation=softmax)
  }
  train M on Digits {
    batch = 2
    objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN140: {
    title: 'an input is a statement, not a layer',
    rule: 'Keras’s `Input` and `InputLayer` are the statement `input` here, which names the tensor and gives its type and sizes.',
    remedy: 'Write `input image: float32[height, width, channels]`.',
    patch: `
  model M {
-   «InputLayer»(8)
+   input x: float32[8]
    Dense(4)
  }
`,
  },
  CNN141: {
    title: 'there are more errors than are told',
    rule: 'After 200 errors in one file the rest is left out. Warnings are counted apart and take no room from errors.',
    remedy: 'Mend the first ones; others often go with them.',
  },
  CNN142: {
    title: 'there is no such label before this',
    rule: 'A label can be gone on from, merged with or reused once it is made: in this body or one around it, and above this place. In a loop, `down[2]` is the label of the third round.',
    remedy: 'Correct the spelling, or move the label up.',
    patch: `
  model M {
    input x: float32[8]
    stem: Dense(4)
    Dense(4)
-   Add(with=[stem, «stm»])
+   Add(with=stem)
  }
`,
  },
  CNN143: {
    title: 'a block applies itself without end',
    rule: 'A block may apply itself, with a condition that ends it: it is expanded before anything runs, at most 200 levels deep.',
    remedy: 'End the recursion with a condition, and let each level bring it nearer.',
    patch: `
  block Stack(depth) {
    Dense(8)
-   «Stack(depth - 1)»
+   if depth > 1 { Stack(depth - 1) }
  }
  model M {
    input x: float32[8]
    Stack(3)
  }
`,
  },
  CNN150: {
    title: 'no round and no parameter takes this branch',
    rule: 'The condition depends on written numbers and on loops over them alone, and always comes out the same. A condition on a parameter, a size or a `let` is a switch, and is not warned about.',
    remedy: 'Remove the branch, or correct the condition.',
    patch: `
  model M {
    input x: float32[8]
-   repeat 3 as i { if i > 3 «{» Dropout(0.5) } Dense(8) }
+   repeat 3 as i { if i > 1 { Dropout(0.5) } Dense(8) }
  }
`,
  },
  CNN160: {
    title: 'augmentation stands in a model',
    rule: 'Keras has layers that change pictures at random while a model trains. Here a model is what it computes, always the same; what is done to pictures before belongs to the data, where it moves boxes along with them and runs beside the step.',
    remedy: 'Take it out of the model, and write it in `augment` of the data block.',
    patch: `
  model M {
    input image: float32[32, 32, 1]
-   «RandomFlip»(horizontal)
    Flatten
    output shape: Dense(4, activation=softmax)
  }
  data Shapes {
    source = shapes(count=100, classes=4)
    field shape: class[4]
    prepare { Rescaling(1/255) }
+   augment { RandomFlip(horizontal) }
  }
  train M on Shapes {
    batch = 10
    objective shape { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }
`,
  },
  CNN157: {
    title: 'there are more warnings than are told',
    rule: 'After 200 warnings in one file further ones are left out. Errors are counted apart, so every warning could be left out and no error with it; the model still runs.',
    remedy: 'Mend the first ones; often all of them have one reason, as names that nothing uses.',
  },
};
