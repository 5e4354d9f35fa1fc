import type { Explanations } from '../../../grammar/explanation.ts';

/** CNN131, CNN132 and CNN136: warnings about names. */
export const usageExplanations: Explanations = {
  CNN131: {
    title: 'it is never used',
    rule: 'A value, parameter, label, alias or block that nothing uses is often a sign that something else was meant where another name stands.',
    remedy: 'Use it, or remove it.',
    patch: `
- let «units» = 4
  model M {
    input x: float32[8]
    Dense(4)
  }
`,
  },
  CNN132: {
    title: 'a name hides a word of the language',
    rule: 'A value named `relu` or `same` is taken wherever the word stands in its sight, so that `activation=relu` would no longer be the activation.',
    remedy: 'Choose another name.',
    patch: `
- let «relu» = 4
+ let units = 4
  model M {
    input x: float32[8]
-   Dense(relu)
+   Dense(units)
  }
`,
  },
  CNN136: {
    title: 'a model is not checked',
    rule: 'A model is checked with the defaults of its parameters. One without a default leaves nothing to check, unless another model applies it.',
    remedy: 'Give each parameter a default.',
    patch: `
- model «M»(units) {
+ model M(units = 4) {
    input x: float32[8]
    Dense(units)
  }
`,
  },
};
