import { renderAll } from '../compiler/diagnostics/render.ts';
import type { Diagnostic } from '../grammar/diagnostic.ts';
import type { Context } from './command.ts';

/** Prints diagnostics for a person, in the columns that there are. */
export function tell(
  diagnostics: readonly Diagnostic[],
  { err, errPalette, errWidth }: Pick<Context, 'err' | 'errPalette' | 'errWidth'>,
): void {
  if (diagnostics.length > 0) err(renderAll(diagnostics, errPalette, errWidth));
}
