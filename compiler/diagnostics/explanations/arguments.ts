import type { Explanations } from '../../../grammar/explanation.ts';

/** CNN107 to CNN111, CNN117 and CNN118: arguments. */
export const argumentExplanations: Explanations = {
  CNN107: {
    title: 'there is no parameter of this name',
    rule: 'Parameters carry Keras’s names. One that is not known is an error rather than ignored: `stride=2` without its `s` would leave the strides at 1.',
    remedy: 'Correct the spelling; the message lists what there is.',
    patch: `
  model M {
    input image: float32[28, 28, 1]
-   Conv2D(8, 3, «stride»=2)
+   Conv2D(8, 3, strides=2)
  }
`,
  },
  CNN108: {
    title: 'an argument is missing',
    rule: 'A parameter without a default has to be given: nothing is guessed.',
    remedy: 'Give it, by place or by name.',
    patch: `
  model M {
    input image: float32[28, 28, 1]
-   «Conv2D(8)»
+   Conv2D(8, kernel_size=3)
  }
`,
  },
  CNN109: {
    title: 'it is given twice',
    rule: 'Of two values for one parameter or key, one would be ignored.',
    remedy: 'Remove one.',
    patch: `
  model M {
    input image: float32[28, 28, 1]
-   Conv2D(8, 3, «filters=16»)
+   Conv2D(16, 3)
  }
`,
  },
  CNN110: {
    title: 'an argument without a name follows one with a name',
    rule: 'Arguments without names are counted from the first; after a named one the count has no meaning.',
    remedy: 'Name it too, or move it to the front.',
    patch: `
  model M {
    input image: float32[28, 28, 1]
-   Conv2D(kernel_size=3, «8»)
+   Conv2D(8, kernel_size=3)
  }
`,
  },
  CNN111: {
    title: 'there are too many arguments without a name',
    rule: 'By place only the first parameters can be given, in Keras’s order; those behind them are given by name.',
    remedy: 'Name it.',
    patch: `
  model M {
    input image: float32[28, 28, 1]
-   Conv2D(8, 3, 1, same, «2»)
+   Conv2D(8, 3, 1, same, dilation_rate=2)
  }
`,
  },
  CNN117: {
    title: 'a layer is named by a label',
    rule: 'The name of a layer is its label, which stands before it, where it can be seen and where `from`, `freeze` and `reuse` look for it.',
    remedy: 'Write `name: Layer(…)`.',
    patch: `
  model M {
    input x: float32[8]
-   Dense(4, «name="stem"»)
+   stem: Dense(4)
+   Add(with=stem)
  }
`,
  },
  CNN118: {
    title: 'the shape of the input is not a parameter of a layer',
    rule: 'Shapes are inferred. The one shape that is written is that of the model’s input, in the statement of that name.',
    remedy: 'Remove it, and begin the model with `input`.',
    patch: `
  model M {
    input x: float32[8]
-   Dense(4, «input_shape=[8]»)
+   Dense(4)
  }
`,
  },
};
