import { displayText, displayWidth } from '../../compiler/diagnostics/display-width.ts';
import type { Palette } from '../../compiler/diagnostics/palette.ts';
import type { CompiledModule } from '../../compiler/compile.ts';
import type { Hint } from '../../compiler/hints/hint.ts';

/** Hints stand behind this column at most; longer lines have theirs right behind. */
const widest = 64;

/** The text of a file with what each line comes to: shapes, values, and what models and blocks cost. */
export function annotateSource({ syntax, hints }: CompiledModule, palette: Palette): string {
  const { source } = syntax;
  const byLine = new Map<number, Hint>();
  for (const hint of hints) {
    const { line } = source.position(hint.span.end);
    const known = byLine.get(line);
    if (known === undefined || isFurtherOut(hint, known)) byLine.set(line, hint);
  }
  const lines = source.lineStarts.map((_, index) => displayText(source.line(index)));
  const widths = lines.map(displayWidth);
  const column = Math.min(widest, Math.max(0, ...[...byLine.keys()].map((line) => widths[line] ?? 0)));
  const text = lines.map((line, index) => {
    const hint = byLine.get(index);
    if (hint === undefined) return line;
    const gap = ' '.repeat(Math.max(0, column - (widths[index] ?? 0)));
    return `${line}${gap}  ${palette.frame(`→ ${hint.text}`)}`;
  });
  return `${text.join('\n').trimEnd()}\n`;
}

/** Of two that end in one line: whether one ends last, or is around the other. */
const isFurtherOut = ({ span }: Hint, { span: other }: Hint): boolean =>
  span.end > other.end || (span.end === other.end && span.start < other.start);
