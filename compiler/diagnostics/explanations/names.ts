import type { Explanations } from '../../../grammar/explanation.ts';

/** CNN101 to CNN106, CNN147 to CNN149: names. */
export const nameExplanations: Explanations = {
  CNN101: {
    title: 'there is no value of this name',
    rule: 'A word is a loop variable, a `let` or a parameter in sight, or else a word that the place knows (`relu` for an activation). What is none of these is not guessed.',
    remedy: 'Correct the spelling, or declare the value before its use.',
    patch: `
  model M(classes = 10) {
    input x: float32[8]
    Dense(classes)
-   Dense(«clases»)
+   Dense(classes)
  }
`,
  },
  CNN102: {
    title: 'there is no layer of this name',
    rule: 'Layer kinds are those of Keras, the file’s own `layer` aliases, its blocks and models. An unknown one is an error rather than skipped: a network with a layer missing would train, and be another network.',
    remedy: 'Correct the spelling, or declare it with `layer` or `block`.',
    patch: `
  model M {
    input x: float32[8]
-   «Dnse»(4)
+   Dense(4)
  }
`,
  },
  CNN103: {
    title: 'a layer is written with other capitals',
    rule: 'Names are the same only letter by letter: Keras’s layer is `Conv2D`, not `Conv2d`.',
    remedy: 'Write it as the message does.',
    patch: `
  model M {
    input image: float32[28, 28, 1]
-   «Conv2d»(8, 3)
+   Conv2D(8, 3)
  }
`,
  },
  CNN104: {
    title: 'this is not supported',
    rule: 'Keras or the language has it, but this version of the compiler does not, or never will for the reason that is given. It says so rather than ignore it.',
    remedy: 'Take what the message offers, or do without it.',
    patch: `
  model M {
    input image: float32[28, 28, 1]
-   Conv2D(8, 3, «data_format»=channels_last)
+   Conv2D(8, 3)
  }
`,
  },
  CNN105: {
    title: 'the name is already taken',
    rule: 'A name means one thing wherever it is in sight: nothing hides something else. So two models, a value and a parameter, or an alias and a layer kind cannot share one.',
    remedy: 'Choose another name for one of them.',
    patch: `
  let units = 4
- let «units» = 8
+ let more_units = 8
  model M {
    input x: float32[8]
    Dense(units)
+   Dense(more_units)
  }
`,
  },
  CNN106: {
    title: 'the label is already taken in this body',
    rule: 'A label is a path to weights, by which they are saved, frozen and reused: it is unique in its body. In a loop each round adds its number, so that one label there is enough.',
    remedy: 'Choose another label.',
    patch: `
  model M {
    input x: float32[8]
    stem: Dense(4)
-   «stem»: Dense(4)
+   second: Dense(4)
    Add(with=stem)
+   Add(with=second)
  }
`,
  },
  CNN147: {
    title: 'a block or model of the library is not imported',
    rule: 'What ships in `cnn:layers`, `cnn:losses` and `cnn:applications` is written in the language itself, and belongs to a file only where it imports it by name.',
    remedy: 'Import it at the top of the file.',
    patch: `
+ import { DepthPool } from "cnn:layers"
  model M {
    input image: float32[8, 8, 4]
-   «DepthPool»
+   DepthPool
  }
`,
  },
  CNN148: {
    title: 'a fraction is written with a comma',
    rule: 'A comma stands between arguments; a fraction is written with a point.',
    remedy: 'Write a point.',
    patch: `
  model M {
    input x: float32[8]
-   Dropout(«0,5»)
+   Dropout(0.5)
  }
`,
  },
  CNN149: {
    title: 'a word is written with its module',
    rule: 'Activations, initialisers and the like are words that their parameter knows; they stand alone.',
    remedy: 'Write the word alone.',
    patch: `
  model M {
    input x: float32[8]
-   Dense(4, activation=«keras.activations.relu»)
+   Dense(4, activation=relu)
  }
`,
  },
};
