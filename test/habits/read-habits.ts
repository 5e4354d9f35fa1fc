/*
 * A file of habits: what people bring from elsewhere, each a few lines that are wrong in one place, and what they
 * are told.
 *
 *   === frame                   what surrounds the cases that follow; `…` alone on a line is where they stand
 *   model Net { … }
 *   === PyTorch: nn.Linear      a case: whose habit, and what is written
 *   Linear(10)                  the text
 *   ---                         the message as it is printed, written by `npx vitest run test/habits -u`
 *   error[CNN102]: …
 *   --- by hand                 only where the fix has no edits: lines to take out and to put in
 *   - Linear(10)
 *   + Dense(10)
 *   --- then CNN108             only where the mended text has other mistakes: these
 */

/** One habit. */
export interface Habit {
  readonly title: string;
  /** The text as it stands in its file. */
  readonly code: string;
  /** The text within its frame: what is compiled. */
  readonly text: string;
  /** What is printed. */
  readonly told: string;
  /** Lines to take out and to put in, where a person has to. */
  readonly byHand?: string;
  /** The codes of the mistakes that the mended text has. */
  readonly then?: string;
}

/** A part of a file: words of its author, a frame, or a habit. */
export type Part =
  | { readonly type: 'words'; readonly text: string }
  | { readonly type: 'frame'; readonly title: string; readonly code: string }
  | { readonly type: 'habit'; readonly habit: Habit };

/** The parts of a file, in order. */
export function readHabits(text: string): readonly Part[] {
  const [words = '', ...chunks] = `\n${text}`.split(/\n=== /);
  const parts: Part[] = [{ type: 'words', text: words.trim() }];
  let frame = '…';
  for (const chunk of chunks) {
    const { first: title, rest: body } = firstLine(chunk);
    if (/^frame\b/.test(title)) {
      frame = body.trim() === '' ? '…' : body.trim();
      parts.push({ type: 'frame', title, code: body.trim() });
    } else parts.push({ type: 'habit', habit: readHabit(title, body, frame) });
  }
  return parts;
}

function readHabit(title: string, body: string, frame: string): Habit {
  const [code = '', ...sections] = body.split(/^---/m);
  const habit = { title, code: code.trimEnd(), text: within(frame, code.trimEnd()), told: '' };
  return sections.reduce<Habit>((read, section) => {
    const { first, rest } = firstLine(section);
    const [, word = '', code = ''] = /^ ?(by hand|then)? ?((?:CNN\d{3} ?)*)$/.exec(first) ?? [];
    if (word === 'by hand') return { ...read, byHand: rest.trimEnd() };
    return word === 'then' ? { ...read, then: code.trim() } : { ...read, told: rest.trimEnd() };
  }, habit);
}

function firstLine(text: string): { readonly first: string; readonly rest: string } {
  const end = text.indexOf('\n');
  return end < 0 ? { first: text, rest: '' } : { first: text.slice(0, end), rest: text.slice(end + 1) };
}

/** A text in its frame, as deep as the line that it replaces. */
const within = (frame: string, code: string): string =>
  `${frame.replace(/^([ \t]*)…$/m, (_, indent: string) => code.replace(/^(?=.)/gm, indent))}\n`;

/** A file of parts, as `readHabits` reads it. */
export const writeHabits = (parts: readonly Part[]): string => `${parts.map(writePart).join('\n\n')}\n`;

function writePart(part: Part): string {
  if (part.type === 'words') return part.text;
  if (part.type === 'frame') return `=== ${part.title}\n${part.code}`.trimEnd();
  const { title, code, told, byHand, then } = part.habit;
  return [
    `=== ${title}`,
    code,
    '---',
    told,
    ...(byHand === undefined ? [] : ['--- by hand', byHand]),
    ...(then === undefined ? [] : [`--- then ${then}`]),
  ].join('\n');
}

/** A text after lines were taken out and put in by hand. */
export function mendByHand(text: string, changes: string): string {
  let mended = text;
  for (const [, out = '', put = ''] of changes.matchAll(/((?:^- .*\n?)+)?((?:^\+.*\n?)*)/gm)) {
    const taken = linesOf(out);
    if (taken.length === 0) continue;
    mended = replaceLines(mended, taken, linesOf(put));
  }
  return mended;
}

const linesOf = (block: string): readonly string[] =>
  block
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.slice(2));

function replaceLines(text: string, taken: readonly string[], put: readonly string[]): string {
  const lines = text.split('\n');
  const at = lines.findIndex((_, i) => taken.every((line, n) => lines[i + n]?.trim() === line.trim()));
  if (at < 0) throw new Error(`these lines are not in the text:\n${taken.join('\n')}`);
  const indent = /^\s*/.exec(lines[at] ?? '')?.[0] ?? '';
  lines.splice(at, taken.length, ...put.map((line) => `${indent}${line}`));
  return lines.join('\n');
}
