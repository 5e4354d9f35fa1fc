import type { Explanations } from '../explanation.ts';

/** CNN020 to CNN025: brackets and bounds. */
export const bracketExplanations: Explanations = {
  CNN020: {
    title: 'a closing bracket is missing',
    rule: 'Every `(`, `[` and `{` has its closer. A missing `)` or `]` is told at the end of the last thing that can stand inside, a missing `}` where the indentation says that it was meant.',
    remedy: 'Write the closer there, or where you meant it.',
    patch: `
  model M {
    input x: float32[8]
-   Dense(4«»
+   Dense(4)
    ReLU
  }
`,
  },
  CNN021: {
    title: 'a bracket closes nothing',
    rule: 'There is one closer more than there are openers. The text is read as if it were not there.',
    remedy: 'Remove it, or write the opener that it belongs to.',
    patch: `
  model M {
    input x: float32[8]
-   Dense(4)«)»
+   Dense(4)
    ReLU
  }
`,
  },
  CNN022: {
    title: 'a bracket is closed by one of another kind',
    rule: '`(` is closed by `)`, `[` by `]`, `{` by `}`.',
    remedy: 'Write the closer of the same kind.',
    patch: `
- let units = [4, 2«)»
+ let units = [4, 2]
  model M {
    input x: float32[8]
    for n in units { Dense(n) }
  }
`,
  },
  CNN023: {
    title: 'brackets are nested too deep',
    rule: 'At most 100 brackets are open at once, and the tree of one expression is at most 200 high, so that no text can exhaust the compiler.',
    remedy: 'Give inner parts a name: an expression by `let`, a part of a body by `block`.',
  },
  CNN024: {
    title: 'the file is too large',
    rule: 'A text has at most 512 KiB characters: some hundred times more than a large network needs.',
    remedy: 'Check that this is the file you meant. Repetition is written with `repeat`, `for` and `block`.',
  },
  CNN025: {
    title: 'there are more mistakes than are shown',
    rule: 'After 200 mistakes in the syntax of one file the rest is left out.',
    remedy: 'Mend the first ones. If nothing looks wrong there, the file may not be a `.cnn` file.',
  },
};
