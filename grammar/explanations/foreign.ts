import type { Explanations } from '../explanation.ts';

/** CNN050 to CNN060: what other languages and frameworks write. */
export const foreignExplanations: Explanations = {
  CNN050: {
    title: 'arguments are given as an object',
    rule: 'JavaScript gives options as an object, `({filters: 32})`. Here arguments stand between the parentheses alone, each as `name=value`, by Keras’s names.',
    remedy: 'Take the braces away, and write `=` for `:`.',
    patch: `
  model M {
    input image: float32[28, 28, 1]
-   Conv2D(«{»filters: 32, kernelSize: 3})
+   Conv2D(filters=32, kernel_size=3)
  }
`,
  },
  CNN051: {
    title: 'a layer is written as a section of settings',
    rule: 'Darknet has a section for each layer, with a setting on each line. Here a layer is its kind with arguments, by Keras’s names.',
    remedy: 'Write the kind, and the settings as its arguments.',
    patch: `
  model M {
    input x: float32[8]
-   «[dense]»
-   units=4
-   activation=relu
+   Dense(units=4, activation=relu)
  }
`,
  },
  CNN052: {
    title: 'this is a statement of another language',
    rule: 'A file says what a network is, what it learns from and how; it is no program. There are no classes, functions or printing, and layers need no import.',
    remedy: 'Do what the message says.',
    patch: `
  model M {
    input x: float32[8]
    Dense(4)
-   «print»(x)
  }
`,
  },
  CNN053: {
    title: 'layers stand in a container',
    rule: 'A body is a sequence of layers already: nothing adds them to it, and no list holds them.',
    remedy: 'Write the layers one after another, without commas.',
    patch: `
  model M {
    input x: float32[8]
-   «model.add»(Dense(4))
+   Dense(4)
  }
`,
  },
  CNN054: {
    title: 'a comma stands between statements or entries',
    rule: 'A statement or an entry ends where the next one begins; commas stand between arguments and in lists.',
    remedy: 'Remove it.',
    patch: `
  model M {
    input x: float32[8]
-   Dense(4)«,»
+   Dense(4)
    ReLU
  }
`,
  },
  CNN055: {
    title: 'a range is written with `..`',
    rule: 'Python writes `layers[:56]`. Here a range is `layers[..56]`: what is behind the dots is left out, as in Python.',
    remedy: 'Write `..` for the `:`.',
    patch: `
  model Base {
    input image: float32[8, 8, 1]
    Flatten
    Dense(4)
    Dense(4)
  }
  model M {
    input image: float32[8, 8, 1]
    base: Base
    output shape: Dense(2, activation=softmax)
  }
  data D {
    source = shapes(100, size=8, channels=1, classes=2)
    field shape: class[2]
    prepare { Rescaling(1/255) }
  }
  train M on D {
    batch = 8
    objective shape { loss = sparse_categorical_crossentropy }
    phase first { epochs = 1  optimizer = SGD }
-   phase main { freeze base.layers[«:»3]  epochs = 1  optimizer = SGD }
+   phase main { freeze base.layers[..3]  epochs = 1  optimizer = SGD }
  }
`,
  },
  CNN057: {
    title: 'a fraction is written with a comma',
    rule: 'A comma stands between values; a fraction is written with a point.',
    remedy: 'Write a point.',
    patch: `
  model M {
    input image: float32[8, 8, 1]
    Flatten
    output shape: Dense(2, activation=softmax)
  }
  data D {
    source = shapes(100, size=8, channels=1, classes=2)
    field shape: class[2]
    prepare { Rescaling(1/255) }
  }
  train M on D {
    batch = 8
-   objective shape { loss = sparse_categorical_crossentropy  weight = «0,5» }
+   objective shape { loss = sparse_categorical_crossentropy  weight = 0.5 }
    phase main { epochs = 1  optimizer = SGD }
  }
`,
  },
  CNN058: {
    title: 'a body stands in braces',
    rule: 'Python begins a body with `:` and ends it by indentation. Here it stands between `{` and `}`; line breaks and blanks mean nothing.',
    remedy: 'Write `{` for the `:`, and `}` where the body ends.',
    patch: `
  model M {
    input x: float32[8]
-   repeat 2«:»
-     Dense(4)
+   repeat 2 {
+     Dense(4)
+   }
  }
`,
  },
  CNN059: {
    title: 'a label is one word',
    rule: 'A label is a path by which a layer is found, so it is one word of letters, digits and `_`; it belongs to its body, not to an object such as `self`.',
    remedy: 'Join the words with `_`.',
    patch: `
  model M {
    input x: float32[8]
-   «my stem»: Dense(4)
+   my_stem: Dense(4)
    Dense(4)
    Add(with=my_stem)
  }
`,
  },
  CNN060: {
    title: 'a form of the language is written another way',
    rule: 'Sections stand in braces behind their word, `for` goes through a list and `repeat` counts, a value is named by `let`, a type has its sizes in brackets. What other languages write for these is recognised; what it would be here is in the fix.',
    remedy: 'Write what the fix says.',
    patch: `
  model M {
    input x: float32[8]
-   «for i in 0..2» { Dense(4 + i) }
+   repeat 2 as i { Dense(4 + i) }
  }
`,
  },
};
