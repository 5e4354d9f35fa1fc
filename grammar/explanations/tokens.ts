import type { Explanations } from '../explanation.ts';

/** CNN001 to CNN010, and CNN158: characters, tokens, and texts of other kinds. */
export const tokenExplanations: Explanations = {
  CNN001: {
    title: 'a character has no meaning',
    rule: 'Names are made of the letters a to z, digits and `_`. Other letters and signs stand only in strings and comments.',
    remedy: 'Remove the character, or spell the name without it.',
    patch: `
  model M {
    input x: float32[8]
-   «@»Dense(4)
+   Dense(4)
  }
`,
  },
  CNN158: {
    title: 'the file is of another format',
    rule: 'It begins as no .cnn file can: as JSON, XML, a picture in SVG, a page, or a program in Python. None of it was read, so that nothing else is told of it.',
    remedy: 'Name the .cnn file. A network of another library is written anew: a layer a line, in a `model`.',
    patch: `
- «{"class_name":» "Sequential", "layers": ["Dense"]}
+ model Net {
+   input x: float32[8]
+   Dense(4)
+ }
`,
  },
  CNN002: {
    title: 'a string is not closed before its line ends',
    rule: 'A string begins and ends with `"` on one line, so that a forgotten quote cannot swallow the rest of the file.',
    remedy: 'Close it; a line break within a string is written `\\n`.',
    patch: `
  model M {
    input x: float32[8]
-   require 1 + 1 == 2 : «"arithmetic»
+   require 1 + 1 == 2 : "arithmetic"
    Dense(4)
  }
`,
  },
  CNN003: {
    title: 'a string stands in double quotes',
    rule: 'There is one kind of string: `"…"`. Single and typographic quotes, which Python and word processors give, are read as if they were double ones.',
    remedy: 'Write double quotes.',
    patch: `
  model M {
    input x: float32[8]
-   require 1 + 1 == 2 : «'arithmetic'»
+   require 1 + 1 == 2 : "arithmetic"
    Dense(4)
  }
`,
  },
  CNN004: {
    title: 'this is not a number',
    rule: 'A number has digits on both sides of its point (`0.5`, `5.0`), no `_` between digits, and no letters but an exponent (`1e-4`).',
    remedy: 'Write the number in that form.',
    patch: `
  model M {
    input x: float32[8]
-   Dropout(«.5»)
+   Dropout(0.5)
  }
`,
  },
  CNN005: {
    title: 'this is not a unit of memory',
    rule: 'A size is a number with one of `KiB MiB GiB TiB` (powers of 1024) or `KB MB GB TB` (powers of 1000). Capitals matter: 2 GiB are 2 · 1024³ bytes.',
    remedy: 'Write the unit as it is listed.',
    patch: `
- let budget = «2 gib»
+ let budget = 2 GiB
  model M {
    input x: float32[8]
    require budget > 1 MB
    Dense(4)
  }
`,
  },
  CNN006: {
    title: 'no `;` is needed',
    rule: 'A statement ends where the next one begins; line breaks have no meaning, and there is no sign between statements.',
    remedy: 'Remove it.',
    patch: `
  model M {
    input x: float32[8]
-   Dense(4)«;»
+   Dense(4)
    ReLU
  }
`,
  },
  CNN007: {
    title: 'a comment begins with `#`',
    rule: '`//` divides and rounds down, as in Python, and `/*` means nothing; a comment begins with `#` and ends with its line. `##` documents what follows.',
    remedy: 'Write `#`.',
    patch: `
  model M {
-   «//» flattened pixels
+   # flattened pixels
    input x: float32[8]
    Dense(4)
  }
`,
  },
  CNN008: {
    title: 'this is not an operator',
    rule: 'The operators are `+ - * / // % == != < <= > >= and or not`. There is no power: `x ** 2` is `x * x`, and a width that doubles from stage to stage is a list, `for filters in [64, 128, 256]`.',
    remedy: 'Write the operator that the message names.',
    patch: `
  model M {
    input x: float32[8]
-   require 1 < 2 «&&» 2 < 3
+   require 1 < 2 and 2 < 3
    Dense(4)
  }
`,
  },
  CNN009: {
    title: 'this is not an escape',
    rule: 'A backslash in a string begins one of `\\\\ \\" \\n \\t \\{ \\}`. A path of Windows needs two for each of its own, or slashes.',
    remedy: 'Write `\\\\` for a backslash.',
    patch: `
  model M {
    input x: float32[8]
-   require 1 + 1 == 2 : "see rules«\\a»rithmetic"
+   require 1 + 1 == 2 : "see rules/arithmetic"
    Dense(4)
  }
`,
  },
  CNN010: {
    title: '`{` in a string begins an expression, and no `}` ends it',
    rule: 'Braces in a string stand around an expression whose value is shown: `"block{i}"`.',
    remedy: 'Write `\\{` for a brace, or close the expression.',
    patch: `
  model M {
    input x: float32[8]
-   require 1 + 1 == 2 : "the set «{»1, 2"
+   require 1 + 1 == 2 : "the set \\{1, 2"
    Dense(4)
  }
`,
  },
};
