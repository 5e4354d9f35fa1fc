import type { Explanations } from '../../../grammar/explanation.ts';

/** CNN131, CNN132, CNN136, CNN159 and CNN227: warnings about what is declared and goes unused, and of nothing declared. */
export const usageExplanations: Explanations = {
  CNN131: {
    title: 'it is never used',
    rule: 'A value, parameter, alias or block that nothing uses is often a sign that something else was meant where another name stands. A label need not be used: it names its layers in summaries, pictures and files of weights.',
    remedy: 'Use it, or remove it.',
    patch: `
- let «units» = 4
  model M {
    input x: float32[8]
    Dense(4)
  }
`,
  },
  CNN159: {
    title: 'the file declares nothing',
    rule: 'It is empty, or all of it is comments. That is no mistake, but there is nothing in it to check, to draw or to train.',
    remedy: 'Write a `model`, or name the file that has it.',
    patch: `
- «»# to be written
+ model Net { input x: float32[8]  Dense(4) }
`,
  },
  CNN227: {
    title: 'layers that reach no output',
    rule: 'A model is what its outputs are made from, as in Keras: a layer whose result goes into none of them, through whatever others, has no parameters, does not train, costs nothing and is in no file. Often a `from` stands too early, or what follows the last `output` was meant to be part of it. Where a layer of an applied model is named, as in `from base.conv4_block6_2_relu`, the rest of that model is left out without a warning; `summary` counts it.',
    remedy: 'Remove it, or go on from it.',
    patch: `
  model M {
    input image: float32[8, 8, 3]
    x: Conv2D(4, 3)
-   «Conv2D(512, 3)»
    from x
    GlobalAveragePooling2D
    output label: Dense(4, activation=softmax)
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
