/** What a diagnostic means at length: a page of `cnnc explain` and of `docs/errors.md`. */
export interface Explanation {
  /** What the mistake is, on one line without a full stop. */
  readonly title: string;
  /** The rule, with its arithmetic where there is one, and why it is a rule; names in backticks. */
  readonly rule: string;
  /** What to do. */
  readonly remedy: string;
  /**
   * A small file and how it is mended, as a patch: lines of the wrong file begin with `-`, lines of the mended one
   * with `+`, lines of both with a blank. `«…»` marks what the diagnostic marks.
   */
  readonly patch?: string;
}

/** Pages by code. */
export type Explanations = Readonly<Record<string, Explanation>>;

/** A patch taken apart. */
export interface Example {
  readonly wrong: string;
  readonly mended: string;
  /** Where the marks stood in the wrong text; absent where nothing is marked. */
  readonly mark?: { readonly start: number; readonly end: number };
}

const without = (text: string): string => text.replace(/[«»]/g, '');

/** The wrong and the mended file of a patch. */
export function readPatch(patch: string): Example {
  const lines = patch.replace(/^\n/, '').trimEnd().split('\n');
  const side = (other: string): string =>
    lines
      .filter((line) => !line.startsWith(other))
      .map((line) => `${line.slice(2).trimEnd()}\n`)
      .join('');
  const marked = side('+');
  const start = marked.indexOf('«');
  const texts = { wrong: without(marked), mended: without(side('-')) };
  return start < 0 ? texts : { ...texts, mark: { start, end: marked.indexOf('»') - 1 } };
}
