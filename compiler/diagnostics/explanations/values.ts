import type { Explanations } from '../../../grammar/explanation.ts';

/** CNN112 to CNN116, CNN119 to CNN123, CNN139, CNN164: values. */
export const valueExplanations: Explanations = {
  CNN112: {
    title: 'a value is of the wrong kind',
    rule: 'Each parameter wants a number, a truth value, a word, a text, a list or a size in bytes, and nothing is turned from one into another: `"64"` is not 64.',
    remedy: 'Give what the message says it must be.',
    patch: `
  model M {
    input x: float32[8]
-   Dense(«"64"»)
+   Dense(64)
  }
`,
  },
  CNN164: {
    title: 'a number is beyond what a float32 can hold',
    rule: 'Models calculate in float32, whose numbers reach 3.4e38; those nearer to 0 than 1.4e-45 are 0. A constant that is infinite or 0 there would make every value after it so.',
    remedy: 'Write a number that a float32 holds.',
    patch: `
  model M {
    input x: float32[8]
-   Rescaling(«1e308»)
+   Rescaling(1e3)
    Dense(4)
  }
`,
  },
  CNN113: {
    title: 'a value is out of bounds',
    rule: 'Outside its bounds the value has no meaning: a share is 0 to 1, a count at least 1, a momentum below 1.',
    remedy: 'Choose a value within the bounds that the message gives.',
    patch: `
  model M {
    input x: float32[8]
-   Dropout(«1.5»)
+   Dropout(0.5)
  }
`,
  },
  CNN114: {
    title: 'a value must be an integer',
    rule: '`/` divides exactly: 7 / 2 is 3.5. Counts and sizes are whole, and no rounding is done unasked.',
    remedy: 'Divide with `//`, which rounds down (7 // 2 is 3), or use `round`, `floor` or `ceil`.',
    patch: `
  let units = 7
  model M {
    input x: float32[8]
-   Dense(«units / 2»)
+   Dense(units // 2)
  }
`,
  },
  CNN115: {
    title: 'a word of the language is written without quotes',
    rule: 'Texts in quotes are for what the language does not know: paths and messages. What it knows (`same`, `relu`, `mse`) is a bare word, so that a misspelt one can be told.',
    remedy: 'Remove the quotes.',
    patch: `
  model M {
    input image: float32[28, 28, 1]
-   Conv2D(8, 3, padding=«"same"»)
+   Conv2D(8, 3, padding=same)
  }
`,
  },
  CNN465: {
    title: 'an activation takes no arguments',
    rule: 'An activation inside another layer is a word alone (`relu`, `leaky_relu`), with the parameters that Keras gives it. What has parameters of its own is a layer.',
    remedy:
      'Leave the activation out, so that the layer is linear, and write the layer of that name after it.',
    patch: `
  model M {
    input image: float32[28, 28, 1]
-   Conv2D(8, 3, activation=«leaky_relu(0.1)»)
+   Conv2D(8, 3)
+   LeakyReLU(negative_slope=0.1)
  }
`,
  },
  CNN116: {
    title: 'the word is none that this parameter knows',
    rule: 'A parameter of words knows its words and no others; the message lists them.',
    remedy: 'Correct the spelling, or choose one of the list.',
    patch: `
  model M {
    input image: float32[28, 28, 1]
-   Conv2D(8, 3, padding=«sme»)
+   Conv2D(8, 3, padding=same)
  }
`,
  },
  CNN119: {
    title: 'an operator cannot be applied to these values',
    rule: 'Numbers are calculated with, sizes in bytes are added and scaled, texts and lists are joined with `+`. What has no unambiguous meaning is an error.',
    remedy: 'Change one of the operands.',
    patch: `
- let units = «4 + "4"»
+ let units = 4 + 4
  model M {
    input x: float32[8]
    Dense(units)
  }
`,
  },
  CNN120: {
    title: 'division by zero',
    rule: 'No number is the quotient, neither of `/` and `//` nor of `%`.',
    remedy: 'Change the divisor, or choose by `if … then … else …` where it can be 0.',
    patch: `
- let units = 8 // («2 - 2»)
+ let units = 8 // 2
  model M {
    input x: float32[8]
    Dense(units)
  }
`,
  },
  CNN121: {
    title: 'a number is too large',
    rule: 'Numbers are those of floating point: nothing above about 1.8 · 10³⁰⁸ can be held.',
    remedy: 'Use smaller numbers.',
    patch: `
- let huge = «1e300 * 1e300»
+ let huge = 1e30 * 1e30
  model M {
    input x: float32[8]
    require huge > 1
    Dense(4)
  }
`,
  },
  CNN122: {
    title: 'there is no function of this name',
    rule: 'The functions are `min max round floor ceil len pairwise`. What makes layers begins with a capital.',
    remedy: 'Correct the spelling.',
    patch: `
- let units = «maxi»(4, 8)
+ let units = max(4, 8)
  model M {
    input x: float32[8]
    Dense(units)
  }
`,
  },
  CNN123: {
    title: 'a function cannot be called like this',
    rule: 'Each function says what it takes: `min` and `max` numbers or a list of them, `len` a list or a text, the others one number; none takes names.',
    remedy: 'Give it what it takes.',
    patch: `
- let units = «len(8)»
+ let units = len([1, 2, 3])
  model M {
    input x: float32[8]
    Dense(units)
  }
`,
  },
  CNN139: {
    title: 'the list has no item at this place',
    rule: 'Items are counted from 0, or from −1 at the end: a list of 3 has the items 0 to 2 and −3 to −1.',
    remedy: 'Use an index within the list.',
    patch: `
  let units = [8, 4]
  model M {
    input x: float32[8]
-   Dense(units«[2]»)
+   Dense(units[1])
  }
`,
  },
};
