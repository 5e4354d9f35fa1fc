import type { Diagnostic, Severity } from '../../grammar/diagnostic.ts';
import type { Span } from '../../grammar/span.ts';
import { displayText, displayWidth } from './display-width.ts';
import { type Palette, plainPalette } from './palette.ts';
import { type Excerpt, excerptOf } from './source-excerpt.ts';

const heading: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** A diagnostic as a person reads it: the source line with its mark, related places, stack, notes and fix. */
export function render(diagnostic: Diagnostic, palette: Palette = plainPalette): string {
  const { code, severity, message, span } = diagnostic;
  const paint = palette[severity];
  const title = `${paint(`${heading[severity]}[${code}]`)}${palette.strong(`: ${oneLine(message)}`)}`;
  const body =
    span === undefined ? renderPlain(diagnostic, palette) : renderPlaced(diagnostic, span, palette);
  return [title, ...body].join('\n');
}

/** Several, with an empty line between them. */
export const renderAll = (diagnostics: readonly Diagnostic[], palette: Palette = plainPalette): string =>
  diagnostics.map((diagnostic) => `${render(diagnostic, palette)}\n`).join('\n');

/** A text in one line; line ends in what it quotes are shown, others are blanks. */
const oneLine = (text: string): string =>
  displayText(text.replace(/`[^`]*`/g, displayText).replace(/\s*[\r\n]+\s*/g, ' '));

function renderPlain(diagnostic: Diagnostic, palette: Palette): readonly string[] {
  return footer(diagnostic, 2, palette);
}

function renderPlaced(diagnostic: Diagnostic, span: Span, palette: Palette): readonly string[] {
  const { label, severity } = diagnostic;
  const main = excerptOf(span);
  const related = (diagnostic.related ?? []).map((place) => ({ ...place, excerpt: excerptOf(place.span) }));
  const here = related.filter((place) => place.span.source === span.source);
  const elsewhere = related.filter((place) => place.span.source !== span.source);
  const lines = [main, ...here.map(({ excerpt }) => excerpt)].map(({ line }) => line + 1);
  const gutter = Math.max(2, String(Math.max(...lines)).length);
  const { frame } = palette;
  const blank = frame(`${' '.repeat(gutter)}│`);
  const numbered = (excerpt: Excerpt): string =>
    `${frame(`${String(excerpt.line + 1).padStart(gutter)}│`)} ${excerpt.text}`;
  const character = span.source.position(span.start).character + 1;
  const mark = `${' '.repeat(main.start)}${'^'.repeat(main.end - main.start)}${main.continues ? '…' : ''}`;
  const marked = `${blank} ${palette[severity](`${mark}${label === undefined ? '' : ` ${oneLine(label)}`}`)}`;
  return [
    frame(`${' '.repeat(gutter)}┌─ ${displayText(span.source.name)}:${main.line + 1}:${character}`),
    blank,
    numbered(main),
    marked,
    ...(here.length === 0 ? [] : [blank]),
    ...alignNotes(here, numbered),
    ...elsewhere.map(
      (place) => `${frame(`${' '.repeat(gutter)}┌─`)} ${placeOf(place.span)} ${oneLine(place.message)}`,
    ),
    ...footer(diagnostic, gutter, palette),
  ];
}

const placeOf = (span: Span): string => {
  const { line, character } = span.source.position(span.start);
  return `${displayText(span.source.name)}:${line + 1}:${character + 1}:`;
};

interface Related {
  readonly message: string;
  readonly excerpt: Excerpt;
}

/** Related lines in the order of the text, what each contributes in one column behind them. */
function alignNotes(related: readonly Related[], numbered: (excerpt: Excerpt) => string): readonly string[] {
  const width = Math.min(60, Math.max(0, ...related.map(({ excerpt }) => displayWidth(excerpt.text))));
  return related
    .toSorted((a, b) => a.excerpt.line - b.excerpt.line)
    .map(({ excerpt, message }) => {
      const gap = ' '.repeat(Math.max(3, width - displayWidth(excerpt.text) + 3));
      return `${numbered(excerpt)}${gap}${oneLine(message)}`;
    });
}

function footer({ stack, notes, fix }: Diagnostic, gutter: number, palette: Palette): readonly string[] {
  const indent = ' '.repeat(gutter);
  const plain = (text: string): string => text;
  const line = (word: string, text: string, paint = plain): string =>
    `${indent}${palette.frame('=')} ${palette.strong(`${word}:`)} ${paint(oneLine(text))}`;
  return [
    ...(stack === undefined || stack.length === 0
      ? []
      : [line('in', stack.map(({ text }) => text).join(' › '))]),
    ...(notes ?? []).map((note) => line('note', note)),
    ...(fix === undefined ? [] : [line('fix', fix.title, palette.fix)]),
  ];
}
