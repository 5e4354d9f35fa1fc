import type { Drawing } from './make-table.ts';
import { displayText, displayWidth } from '../../compiler/diagnostics/display-width.ts';
import type { CompiledModule } from '../../compiler/compile.ts';
import type { Hint } from '../../compiler/hints/hint.ts';

/** Hints stand behind this column at most; longer lines have theirs right behind. */
const widest = 64;

/**
 * The text of a file with what each line comes to: shapes, values, and what models and blocks cost; in a line of its own
 * where the terminal has no room behind.
 */
export function annotateSource({ syntax, hints }: CompiledModule, { palette, width }: Drawing): string {
  const { source } = syntax;
  const byLine = new Map<number, Hint>();
  for (const hint of hints) {
    const { line } = source.position(hint.span.end);
    const known = byLine.get(line);
    if (known === undefined || isFurtherOut(hint, known)) byLine.set(line, hint);
  }
  const lines = source.lineStarts.map((_, index) => displayText(source.line(index)));
  const widths = lines.map(displayWidth);
  const longest = Math.max(0, ...[...byLine.values()].map(({ text: hint }) => displayWidth(hint) + 4));
  const hinted = Math.max(0, ...[...byLine.keys()].map((line) => widths[line] ?? 0));
  const column = Math.max(0, Math.min(widest, hinted, width - longest));
  const text = lines.map((line, index) => {
    const hint = byLine.get(index);
    if (hint === undefined) return line;
    const own = widths[index] ?? 0;
    const shown = palette.frame(`→ ${hint.text}`);
    const end = Math.max(column, own) + displayWidth(hint.text) + 4;
    if (end > width) return `${line}\n${' '.repeat(indentOf(line) + 2)}${shown}`;
    return `${line}${' '.repeat(Math.max(0, column - own))}  ${shown}`;
  });
  return `${text.join('\n').trimEnd()}\n`;
}

const indentOf = (line: string): number => line.length - line.trimStart().length;

/** Of two that end in one line: whether one ends last, or is around the other. */
const isFurtherOut = ({ span }: Hint, { span: other }: Hint): boolean =>
  span.end > other.end || (span.end === other.end && span.start < other.start);
