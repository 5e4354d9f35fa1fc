import { type Span, textOf } from '../../grammar/span.ts';
import type { Details } from './reporter.ts';

/** Where a person applies what the library defines: mistakes in there are told here. */
export interface LibraryApplication {
  readonly name: string;
  readonly span: Span;
  /** What is given, by parameter. */
  readonly given: ReadonlyMap<string, GivenValue>;
}

/** A value that a person gives, and the parameter's default as it is written. */
export interface GivenValue {
  readonly span: Span;
  readonly default: string | undefined;
}

interface Told {
  readonly span: Span;
  readonly details: Details;
}

/** A mistake at a place of the library, as told of the application: at the argument that the place names, or at the whole. */
export function toldOf(
  { name, span: whole, given }: LibraryApplication,
  place: Span,
  { notes, isOutgrown = false }: Details,
): Told {
  const words = textOf(place).match(/[A-Za-z_]\w*/g) ?? [];
  const argument = words.map((word) => given.get(word)).find((value) => value !== undefined);
  const related = [{ span: place, message: `in \`${name}\`` }];
  const text = argument?.default;
  if (argument !== undefined && text !== undefined && text !== textOf(argument.span)) {
    const { span } = argument;
    return {
      span,
      details: { notes, related, fix: `write \`${text}\`, its default`, edits: [{ span, text }] },
    };
  }
  const input = isOutgrown ? 'give it a larger input' : 'give it another input';
  return { span: argument?.span ?? whole, details: { notes, related, fix: `${input}, or other arguments` } };
}
