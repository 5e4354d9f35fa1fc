import type { InputStatement } from '../../grammar/ast.ts';
import { formatConstant } from '../expand/constant.ts';
import type { Traced } from '../expand/trace.ts';
import { formatDimensions } from '../sizes/format-size.ts';
import { fold, type Hint, Notes, type PlacedTrace } from './hint.ts';

/**
 * What the statements of a file came to in models, its own or others that apply its blocks: of a step the shape behind
 * it, of a `let` the value. Where rounds and applications differ, each run of equal ones once, with how many they are.
 */
export function shapeHints(traces: readonly PlacedTrace[]): readonly Hint[] {
  const found = new Notes<Note>();
  for (const { trace, place } of traces) {
    for (const step of trace.steps) {
      const span = place(step.statement.span);
      if (span === undefined) continue;
      const text = hintOf(step);
      const kind = step.statement.type === 'let' ? 'value' : 'shape';
      if (text !== undefined) found.add(span, { text, kind });
    }
  }
  return found.hints((notes) => ({
    text: fold(notes.map(({ text }) => text)),
    kind: notes[0]?.kind ?? 'shape',
  }));
}

type Note = Pick<Hint, 'text' | 'kind'>;

function hintOf({ statement, result, value }: Traced): string | undefined {
  switch (statement.type) {
    case 'input':
      if (isWritten(statement)) return undefined;
      return writeResult(result);
    case 'step':
    case 'output':
    case 'path-branch':
    case 'from':
      return writeResult(result);
    case 'let':
      return value === undefined || statement.value.type === value.type ? undefined : formatConstant(value);
    case 'repeat':
    case 'for':
    case 'if':
    case 'require':
    case 'weights':
    case 'layer-alias':
      return undefined;
  }
}

/** Whether an input's sizes stand there as numbers. */
const isWritten = ({ inputType: { sizes = [] } }: InputStatement): boolean =>
  sizes.every(({ type }) => type === 'number');

function writeResult(result: Traced['result']): string | undefined {
  if (typeof result === 'string') return undefined;
  return result.type === 'bundle' ? result.outputs.join(', ') : formatDimensions(result.shape);
}
