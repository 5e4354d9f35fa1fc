import type { Fix } from '../../grammar/diagnostic.ts';
import type { Span } from '../../grammar/span.ts';

/** The edits that write a suggestion for a name; one that is a call (`Activation(relu)`) replaces the whole `call`. */
export function rename(name: Span, suggestion: string | undefined, call: Span = name): Fix['edits'] {
  if (suggestion === undefined) return undefined;
  return [{ span: suggestion.includes('(') ? call : name, text: suggestion }];
}
