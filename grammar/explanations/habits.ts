import type { Explanations } from '../explanation.ts';

/** CNN040 to CNN049, CNN162: names, conditions and habits from elsewhere. */
export const habitExplanations: Explanations = {
  CNN040: {
    title: 'a name begins with the wrong case',
    rule: 'Models, blocks and layers begin with a capital; labels, parameters, values, inputs, outputs and fields with a small letter. A reader then sees what a word can be.',
    remedy: 'Change the first letter.',
    patch: `
- model «net» {
+ model Net {
    input x: float32[8]
    Dense(4)
  }
`,
  },
  CNN162: {
    title: 'a kind stands where a label belongs',
    rule: 'What `freeze`, `from` and `reuse` name is one application of a layer, a block or a model, by its label: a kind may be applied many times, each with weights of its own.',
    remedy: 'Give the application that is meant a label, and write the label.',
    patch: `
  block Tower { Dense(4) }
  model M {
    input a: float32[8]
    input b: float32[8]
    from a
    left: Tower
    from b
-   reuse «Tower»
+   reuse left
    Add(with=left)
  }
`,
  },
  CNN041: {
    title: 'comparisons do not chain',
    rule: '`1 < n < 9` would compare the truth of `1 < n` with 9. It means two comparisons, and both are written.',
    remedy: 'Join them with `and`.',
    patch: `
  model M(n = 4) {
    input x: float32[8]
-   require 1 < n «<» 9
+   require 1 < n and n < 9
    Dense(n)
  }
`,
  },
  CNN042: {
    title: '`=` gives a value; `==` compares',
    rule: 'A condition is a comparison, and nothing can be given a value in it.',
    remedy: 'Write `==`.',
    patch: `
  model M(n = 4) {
    input x: float32[8]
-   if n «=» 4 { Dense(n) }
+   if n == 4 { Dense(n) }
  }
`,
  },
  CNN043: {
    title: 'a group needs a label',
    rule: 'Braces alone change nothing: a group is there to give its layers a common path, which is its label.',
    remedy: 'Label it, or remove the braces.',
    patch: `
  model M {
    input x: float32[8]
-   «{»
+   head: {
      Dense(4)
    }
+   from head
  }
`,
  },
  CNN044: {
    title: '`if … then …` as a value needs an `else`',
    rule: 'An expression always has a value, so both cases are written.',
    remedy: 'Add `else` and what holds otherwise.',
    patch: `
  model M(wide = true) {
    input x: float32[8]
-   Dense(if wide then 64«»)
+   Dense(if wide then 64 else 16)
  }
`,
  },
  CNN045: {
    title: 'this is not a keyword',
    rule: 'A word that is one slip away from a keyword, where only that keyword can stand, is read as if it were spelt right. A further condition is written `else if`, for which other languages have words of their own.',
    remedy: 'Write the keyword that the message names.',
    patch: `
  model M(n = 2) {
    input x: float32[8]
-   if n > 8 { Dense(8) } «elif» n > 1 { Dense(2) }
+   if n > 8 { Dense(8) } else if n > 1 { Dense(2) }
  }
`,
  },
  CNN046: {
    title: 'a layer is applied to the current tensor without being told',
    rule: 'A body is a sequence: each layer takes what the one before it made. The second parentheses of `Conv2D(64)(x)` have no place.',
    remedy: 'Remove them. `from name` goes on from another tensor.',
    patch: `
  model M {
    input x: float32[8]
-   Dense(4)«(x)»
+   Dense(4)
  }
`,
  },
  CNN047: {
    title: 'this stands in the wrong place',
    rule: 'Layers and other steps stand in a `model` or `block`; `else` directly after the `}` of its `if`; `skip` directly after that of its `residual`.',
    remedy: 'Move it there.',
    patch: `
- «Dense»(4)
  model M {
    input x: float32[8]
+   Dense(4)
    ReLU
  }
`,
  },
  CNN048: {
    title: 'nothing stands between two commas',
    rule: 'No item can be left out. An argument is skipped by naming those after it.',
    remedy: 'Remove a comma.',
    patch: `
  model M {
    input x: float32[8]
-   Dense(4,«,» use_bias=false)
+   Dense(4, use_bias=false)
  }
`,
  },
  CNN049: {
    title: 'a value that depends is written `if … then … else …`',
    rule: 'The condition comes first; Python puts it in the middle.',
    remedy: 'Put the condition first.',
    patch: `
  model M {
    input x: float32[8]
-   Dense(64 «if» 2 > 1 else 16)
+   Dense(if 2 > 1 then 64 else 16)
  }
`,
  },
};
