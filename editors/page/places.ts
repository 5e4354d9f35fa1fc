import type { Text } from '@codemirror/state';
import type { Position } from 'vscode-languageserver-protocol/browser';

/** The offset of a position of the protocol; one behind the end of its line is that end. */
export function offsetOf(text: Text, { line, character }: Position): number {
  if (line >= text.lines) return text.length;
  const { from, to } = text.line(line + 1);
  return Math.min(from + character, to);
}

export function positionOf(text: Text, offset: number): Position {
  const { number, from } = text.lineAt(offset);
  return { line: number - 1, character: offset - from };
}
