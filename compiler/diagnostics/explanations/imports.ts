import type { Explanations } from '../../../grammar/explanation.ts';

/** CNN144 to CNN146, CNN685: imports. */
export const importExplanations: Explanations = {
  CNN144: {
    title: 'files import one another',
    rule: 'A file is read after those that it imports, so that none can import itself, neither directly nor through others.',
    remedy: 'Move what several files need into one that imports none of them.',
    patch: `
- import { Unit } from «"example.cnn"»
+ block Unit { Dense(8) }
  model M {
    input x: float32[8]
    Unit
  }
`,
  },
  CNN145: {
    title: 'there is nothing to import from here',
    rule: 'A path is relative to the file that imports and ends in `.cnn`; `cnn:…` names a library that ships with the compiler.',
    remedy: 'Correct the path or the name of the library.',
    patch: `
- import { DepthPool } from «"cnn:layrs"»
+ import { DepthPool } from "cnn:layers"
  model M {
    input image: float32[8, 8, 4]
    DepthPool
  }
`,
  },
  CNN685: {
    title: 'the file that is imported cannot be read',
    rule: 'An import is a regular file that holds a text, and lies where its path says: links in the folder that it shares with the importing file do not lead out of that folder, which may be someone else’s. The message gives the reason.',
    remedy:
      'Do what the message says; a path may name any file, `../other/blocks.cnn` or `/home/me/blocks.cnn`.',
  },
  CNN146: {
    title: 'the file does not declare this name',
    rule: 'Blocks, models, aliases and values at the top level of a file can be imported, by their exact names; data and training belong to their file.',
    remedy: 'Correct the spelling. `as` gives it another name here.',
    patch: `
- import { «DepthPol» } from "cnn:layers"
+ import { DepthPool } from "cnn:layers"
  model M {
    input image: float32[8, 8, 4]
-   DepthPol
+   DepthPool
  }
`,
  },
};
