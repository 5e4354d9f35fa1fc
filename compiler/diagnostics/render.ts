import type { Diagnostic, Severity } from '../../grammar/diagnostic.ts';
import type { Span } from '../../grammar/span.ts';
import { displayText, displayWidth } from './display-width.ts';
import { type Palette, plainPalette } from './palette.ts';
import { type Excerpt, excerptOf, widestExcerpt } from './source-excerpt.ts';
import { wrap } from './wrap.ts';

const heading: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** How a diagnostic is shown. */
interface Look {
  readonly palette: Palette;
  /** Columns of the terminal; without end where there is none. */
  readonly width: number;
}

/** A diagnostic as a person reads it: the source line with its mark, related places, stack, notes and fix. */
export function render(
  diagnostic: Diagnostic,
  palette: Palette = plainPalette,
  width = Number.POSITIVE_INFINITY,
): string {
  const { code, severity, message, span } = diagnostic;
  const look = { palette, width };
  const begin = `${heading[severity]}[${code}]`;
  const [first = '', ...more] = wrap(`${begin}: ${oneLine(message)}`, width);
  const title = `${palette[severity](begin)}${palette.strong(first.slice(begin.length))}`;
  const body = span === undefined ? footer(diagnostic, 2, look) : renderPlaced(diagnostic, span, look);
  return [title, ...more.map((line) => palette.strong(line)), ...body].join('\n');
}

/** Several, with an empty line between them. */
export const renderAll = (
  diagnostics: readonly Diagnostic[],
  palette: Palette = plainPalette,
  width = Number.POSITIVE_INFINITY,
): string => diagnostics.map((diagnostic) => `${render(diagnostic, palette, width)}\n`).join('\n');

/** A text in one line; line ends in what it quotes are shown, others are blanks. */
const oneLine = (text: string): string =>
  displayText(text.replace(/`[^`]*`/g, displayText).replace(/\s*[\r\n]+\s*/g, ' '));

function renderPlaced(diagnostic: Diagnostic, span: Span, look: Look): readonly string[] {
  const { label, severity } = diagnostic;
  const { palette, width } = look;
  const places = [span, ...(diagnostic.related ?? []).map((place) => place.span)];
  const numbers = places.filter(({ source }) => source === span.source).map(lineOf);
  const gutter = Math.max(2, String(Math.max(...numbers)).length);
  const room = width - gutter - 2;
  const excerpt = (place: Span): Excerpt => excerptOf(place, Math.min(widestExcerpt, room - 1));
  const main = excerpt(span);
  const related = (diagnostic.related ?? []).map((place) => ({ ...place, excerpt: excerpt(place.span) }));
  const here = related.filter((place) => place.span.source === span.source);
  const elsewhere = related.filter((place) => place.span.source !== span.source);
  const { frame } = palette;
  const blank = frame(`${' '.repeat(gutter)}│`);
  const numbered = ({ line, text }: Excerpt): string =>
    `${frame(`${String(line + 1).padStart(gutter)}│`)} ${text}`;
  const character = span.source.position(span.start).character + 1;
  const mark = `${' '.repeat(main.start)}${'^'.repeat(main.end - main.start)}${main.continues ? '…' : ''}`;
  const marks = labelled(mark, label === undefined ? '' : ` ${oneLine(label)}`, room);
  return [
    frame(`${' '.repeat(gutter)}┌─ ${displayText(span.source.name)}:${main.line + 1}:${character}`),
    blank,
    numbered(main),
    ...marks.map((line) => `${blank} ${palette[severity](line)}`),
    ...(here.length === 0 ? [] : [blank]),
    ...withNotes(here, { numbered, blank, room }),
    ...elsewhere.map(
      (place) => `${frame(`${' '.repeat(gutter)}┌─`)} ${placeOf(place.span)} ${oneLine(place.message)}`,
    ),
    ...footer(diagnostic, gutter, look),
  ];
}

/** A mark with its label behind it, or below it where there is no room. */
function labelled(mark: string, label: string, room: number): readonly string[] {
  if (displayWidth(mark) + displayWidth(label) <= room) return [`${mark}${label}`];
  const text = label.trimStart();
  return [mark, `${' '.repeat(Math.max(0, Math.min(mark.search(/\S/), room - displayWidth(text))))}${text}`];
}

const lineOf = ({ source, start }: Span): number => source.position(start).line + 1;

const placeOf = (span: Span): string => {
  const { line, character } = span.source.position(span.start);
  return `${displayText(span.source.name)}:${line + 1}:${character + 1}:`;
};

interface Related {
  readonly message: string;
  readonly excerpt: Excerpt;
}

/** How lines of a text are shown: with their numbers, and without; and the columns behind these. */
interface Margin {
  readonly numbered: (excerpt: Excerpt) => string;
  readonly blank: string;
  readonly room: number;
}

/**
 * Related lines in the order of the text, what each contributes in one column behind them; below them where the terminal
 * has no room for that.
 */
function withNotes(related: readonly Related[], { numbered, blank, room }: Margin): readonly string[] {
  const places = related.toSorted((a, b) => a.excerpt.line - b.excerpt.line);
  const column = Math.min(60, Math.max(0, ...related.map(({ excerpt }) => displayWidth(excerpt.text)))) + 3;
  const behind = places.map(({ excerpt, message }) => {
    const gap = Math.max(3, column - displayWidth(excerpt.text));
    return { excerpt, gap: ' '.repeat(gap), text: oneLine(message) };
  });
  const fits = behind.every(
    ({ excerpt, gap, text }) => displayWidth(excerpt.text) + gap.length + displayWidth(text) <= room,
  );
  if (fits) return behind.map(({ excerpt, gap, text }) => `${numbered(excerpt)}${gap}${text}`);
  return behind.flatMap(({ excerpt, text }) => [
    numbered(excerpt),
    ...wrap(text, room - 4).map((line) => `${blank}     ${line}`),
  ]);
}

function footer(
  { stack, notes, fix }: Diagnostic,
  gutter: number,
  { palette, width }: Look,
): readonly string[] {
  const indent = ' '.repeat(gutter);
  const plain = (text: string): string => text;
  const lines = (word: string, text: string, paint = plain): readonly string[] => {
    const begin = gutter + word.length + 4;
    return wrap(oneLine(text), width - begin).map((line, i) =>
      i === 0
        ? `${indent}${palette.frame('=')} ${palette.strong(`${word}:`)} ${paint(line)}`
        : `${' '.repeat(begin)}${paint(line)}`,
    );
  };
  return [
    ...(stack === undefined || stack.length === 0
      ? []
      : lines('in', stack.map(({ text }) => text).join(' › '))),
    ...(notes ?? []).flatMap((note) => lines('note', note)),
    ...(fix === undefined ? [] : lines('fix', fix.title, palette.fix)),
  ];
}
