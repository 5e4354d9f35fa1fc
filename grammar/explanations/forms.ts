import type { Explanations } from '../explanation.ts';

/** CNN030 to CNN039: what was expected. */
export const formExplanations: Explanations = {
  CNN030: {
    title: 'something else was expected here',
    rule: 'What stands here can begin none of what may follow. The message names what may, and what was found.',
    remedy: 'Write what is expected; `docs/grammar.md` has each form on a line.',
    patch: `
  model M {
-   input x: «8»
+   input x: float32[8]
    Dense(4)
  }
`,
  },
  CNN031: {
    title: '`=` stands where `:` is meant',
    rule: '`:` says what something is (a label, an input, an output, a field); `=` gives a value (an argument, a key, a `let`).',
    remedy: 'Write `:`.',
    patch: `
  model M {
    input x: float32[8]
-   output label «=» Dense(10)
+   output label: Dense(10)
  }
`,
  },
  CNN032: {
    title: '`:` stands where `=` is meant',
    rule: '`=` gives a value (an argument, a key, a `let`, a default); `:` says what something is (a label, an input, an output, a field).',
    remedy: 'Write `=`.',
    patch: `
  model M {
    input x: float32[8]
-   Dense(4, use_bias«:» false)
+   Dense(4, use_bias=false)
  }
`,
  },
  CNN033: {
    title: 'a mark is missing',
    rule: 'Between a name and what it is or has stands `:` or `=`, and what has a body opens it with `{`.',
    remedy: 'Write the mark that the message names.',
    patch: `
  model M {
-   input x«» float32[8]
+   input x: float32[8]
    Dense(4)
  }
`,
  },
  CNN034: {
    title: 'a comma is missing',
    rule: 'Arguments, items of a list and sizes are separated by commas. A comma after the last one is allowed.',
    remedy: 'Write `,`.',
    patch: `
  model M {
-   input image: float32[28«» 28, 1]
+   input image: float32[28, 28, 1]
    Flatten
  }
`,
  },
  CNN035: {
    title: 'something is missing after this',
    rule: 'A value follows `=` and an operator, a layer follows the `:` of a label, a path follows `freeze`.',
    remedy: 'Write it, or remove what comes before.',
    patch: `
- let units =«»
+ let units = 4
  model M {
    input x: float32[8]
-   Dense(4)
+   Dense(units)
  }
`,
  },
  CNN036: {
    title: 'a keyword cannot be a name',
    rule: 'Keywords (`data`, `path`, `skip`, `input`, …) begin statements, so that labels, parameters and values need other names. As the name of an argument or a key they are free.',
    remedy: 'Choose another name, or add `_`.',
    patch: `
  model M {
-   input «data»: float32[8]
+   input image: float32[8]
    Dense(4)
  }
`,
  },
  CNN037: {
    title: 'a value of Python is written otherwise here',
    rule: 'What Python calls `True`, `False` and `None` are `true`, `false` and `none`: lower case is for values.',
    remedy: 'Write it in lower case.',
    patch: `
  model M {
    input x: float32[8]
-   Dense(4, use_bias=«False»)
+   Dense(4, use_bias=false)
  }
`,
  },
  CNN038: {
    title: 'a layer is named without its module',
    rule: 'Layer kinds belong to the language and are imported from nowhere: `Conv2D`, not `layers.Conv2D` or `keras.layers.Conv2D`.',
    remedy: 'Remove what comes before the name.',
    patch: `
  model M {
    input x: float32[8]
-   «layers.»Dense(4)
+   Dense(4)
  }
`,
  },
  CNN039: {
    title: 'a layer kind begins with a capital',
    rule: 'A capital is for what makes tensors or objects (layers, blocks, models, optimizers), lower case for keywords, functions and values. So `dense` could only be a label.',
    remedy: 'Write the name as Keras does.',
    patch: `
  model M {
    input x: float32[8]
-   «dense»(4)
+   Dense(4)
  }
`,
  },
};
