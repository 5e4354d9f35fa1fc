import type { Diagnostic, Fix, Severity } from './diagnostic.ts';
import type { Span } from './span.ts';

interface Message<P> {
  readonly severity: Severity;
  readonly text: (details: P) => string;
  /** The title of the fix, where there is one. */
  readonly fix?: (details: P) => string;
}

function error<P>(text: (details: P) => string, fix?: (details: P) => string): Message<P> {
  return fix === undefined ? { severity: 'error', text } : { severity: 'error', text, fix };
}

type NoDetails = Record<never, never>;

const plain = (text: string, fix?: string): Message<NoDetails> =>
  error<NoDetails>(() => text, fix === undefined ? undefined : () => fix);

interface Written {
  readonly written: string;
}
interface Replaced extends Written {
  readonly instead: string;
}

/** What is done instead of raising to a power. */
const goOverValues =
  'write the values themselves: a number, or a loop over them such as `for filters in [64, 128, 256]`';

const replace = ({ instead }: Replaced): string => `write \`${instead}\``;

/** Every syntax message, by its stable code. */
export const grammarMessages = {
  // characters and tokens
  CNN001: error<Written>(
    ({ written }) => `\`${written}\` has no meaning here`,
    () => 'remove it',
  ),
  CNN158: error<Written>(
    ({ written }) => `this is no .cnn file: it looks like ${written}`,
    () => 'name a file in the language of cnnc: `model Net { … }`',
  ),
  CNN002: plain('this string is not closed before its line ends', 'close it with `"`'),
  CNN003: error<Replaced>(() => 'a string stands in double quotes', replace),
  CNN004: error<Replaced>(({ written }) => `\`${written}\` is not a number`, replace),
  CNN005: error<Replaced>(({ written }) => `\`${written}\` is not a unit of memory`, replace),
  CNN006: plain('no `;` is needed: a statement ends where the next one begins', 'remove it'),
  CNN007: error<Written>(
    ({ written }) => `\`${written}\` does not begin a comment; \`#\` does`,
    () => 'write `#`',
  ),
  CNN008: error<Replaced & { power?: boolean }>(
    ({ written, power }) => `\`${written}\` is not an operator${power === true ? ': there is no power' : ''}`,
    (details) => (details.power === true && details.instead === '' ? goOverValues : replace(details)),
  ),
  CNN009: error<Written>(
    ({ written }) => `\`${written}\` is not an escape; those are \`\\\\ \\" \\n \\t \\{ \\}\``,
    () => 'write `\\\\` for a backslash',
  ),
  CNN010: plain('`{` in a string begins an expression, and no `}` ends it', 'write `\\{` for a brace'),
  // brackets and bounds
  CNN020: error<{ closer: string; opener: string }>(
    ({ closer, opener }) => `\`${closer}\` is missing here, for the \`${opener}\` that is still open`,
    ({ closer }) => `write \`${closer}\``,
  ),
  CNN021: error<{ closer: string }>(
    ({ closer }) => `this \`${closer}\` closes nothing`,
    () => 'remove it',
  ),
  CNN022: error<{ opener: string; closer: string; instead: string }>(
    ({ opener, closer }) => `\`${opener}\` cannot be closed by \`${closer}\``,
    ({ instead }) => `write \`${instead}\``,
  ),
  CNN023: error<{ limit: number }>(
    ({ limit }) => `nested deeper than ${String(limit)} levels`,
    () => 'name the inner parts with `let` or `block`',
  ),
  CNN024: error<{ limit: string }>(({ limit }) => `the file is larger than ${limit}`),
  CNN025: error<{ limit: number }>(
    ({ limit }) => `more than ${String(limit)} mistakes; the rest is not shown`,
  ),
  // what was expected
  CNN030: error<{ expected: string; found: string }>(
    ({ expected, found }) => `expected ${expected}, found ${found}`,
  ),
  CNN031: error<{ after: string }>(
    ({ after }) => `${after} is followed by \`:\`, not \`=\``,
    () => 'write `:`',
  ),
  CNN032: error<{ after: string }>(
    ({ after }) => `${after} is given with \`=\`, not \`:\``,
    () => 'write `=`',
  ),
  CNN033: error<{ mark: string; after: string; alone?: boolean }>(
    ({ mark, after }) => `\`${mark}\` is missing after ${after}`,
    ({ mark, alone }) =>
      alone === true
        ? `write \`${mark}\` and what stands behind it, or leave the line out`
        : `write \`${mark}\``,
  ),
  CNN034: plain('a comma is missing here', 'write `,`'),
  CNN035: error<{ what: string; after: string }>(({ what, after }) => `${what} is missing after ${after}`),
  CNN036: error<Written>(
    ({ written }) => `\`${written}\` is a keyword and cannot be a name`,
    ({ written }) => `write \`${written}_\``,
  ),
  CNN037: error<Replaced>(({ written, instead }) => `\`${written}\` is written \`${instead}\``, replace),
  CNN038: error<Replaced>(
    ({ instead }) => `a name stands alone, without its module: \`${instead}\``,
    replace,
  ),
  CNN039: error<Replaced>(
    ({ written, instead }) => `layer kinds begin with a capital: \`${instead}\`, not \`${written}\``,
    replace,
  ),
  CNN040: error<{ what: string; letter: string; instead: string }>(
    ({ what, letter }) => `${what} begins with ${letter}`,
    ({ instead }) => `write \`${instead}\``,
  ),
  CNN162: error<{ kind: string }>(
    ({ kind }) => `a path is made of labels, and \`${kind}\` is a kind`,
    ({ kind }) => `label it where it is applied, \`name: ${kind}\`, and write that label here`,
  ),
  CNN041: plain('comparisons do not chain', 'join two comparisons with `and`'),
  CNN042: plain('`=` gives a value; `==` compares', 'write `==`'),
  CNN043: plain('a group needs a label', 'take the braces away, or label it: `name: { … }`'),
  CNN044: plain('`if … then …` as a value needs an `else`', 'write `else` and what holds otherwise'),
  CNN045: error<Replaced>(({ written }) => `\`${written}\` is not a keyword`, replace),
  CNN046: plain(
    'a layer is applied to the current tensor without being told',
    'remove the second parentheses; `from name` goes on from another tensor',
  ),
  CNN047: error<{ what: string; where: string }>(({ what, where }) => `${what} stands only in ${where}`),
  CNN048: plain('nothing stands between these commas', 'remove one'),
  CNN049: plain('a value that depends is written `if … then … else …`', 'put the condition first'),
  // other languages and frameworks
  CNN050: plain(
    'arguments stand between the parentheses without braces, each as `name=value`',
    'take the braces away, and write `=`',
  ),
  CNN051: error<Replaced>(
    ({ written }) => `\`${written}\` with lines of \`key=value\` is not how a layer is written`,
    ({ instead }) => `write \`${instead}\`, its settings as arguments`,
  ),
  CNN052: error<{ written: string; why: string; instead: string }>(
    ({ written, why }) => `\`${written}\` is no statement here: ${why}`,
    ({ instead }) => instead,
  ),
  CNN053: error<Written>(
    ({ written }) => `layers stand one after another, not in \`${written}\``,
    () => 'write the layers alone, without commas',
  ),
  CNN054: plain('no comma is needed: a statement or an entry ends where the next one begins', 'remove it'),
  CNN055: plain('a range is written with `..`', 'write `..`'),
  CNN057: error<{ instead: string }>(
    () => 'a fraction is written with a point, not with a comma',
    ({ instead }) => `write \`${instead}\``,
  ),
  CNN059: error<{ instead: string }>(
    () => 'a label is one word: letters, digits and `_`',
    ({ instead }) => `write \`${instead}\``,
  ),
  CNN058: plain('a body stands in braces, not behind `:`', 'write `{` for the `:`, and `}` at its end'),
  CNN060: error<{ why: string; fix: string }>(
    ({ why }) => why,
    ({ fix }) => fix,
  ),
} satisfies Record<`CNN${string}`, Message<never>>;

export type Code = keyof typeof grammarMessages;

/** What the text of a message is made from. */
export type Details<C extends Code> = (typeof grammarMessages)[C] extends Message<infer P> ? P : never;

export interface Extras {
  readonly label?: string;
  readonly related?: Diagnostic['related'] & object;
  readonly notes?: readonly string[];
  readonly edits?: Fix['edits'] & object;
}

/** What a diagnostic of one of our codes is made from; undefined for one of another code. */
export function detailsOf<C extends Code>(diagnostic: Diagnostic, code: C): Details<C> | undefined {
  return diagnostic.code === code ? (diagnostic.arguments?.[0] as Details<C>) : undefined;
}

/** The diagnostic of a syntax message at a place. */
export function diagnose<C extends Code>(
  code: C,
  span: Span,
  details: Details<C>,
  { edits, ...extras }: Extras = {},
): Diagnostic {
  const message = grammarMessages[code] as unknown as Message<Details<C>>;
  const title = message.fix?.(details);
  const fix = title === undefined ? {} : { fix: edits === undefined ? { title } : { title, edits } };
  return {
    ...{ code, severity: message.severity, arguments: [details] },
    get message() {
      return message.text(details);
    },
    span,
    ...extras,
    ...fix,
  };
}
