import type { Diagnostic } from '../grammar/diagnostic.ts';
import type { Span } from '../grammar/span.ts';

/** A diagnostic as `--json` prints it: positions are zero-based, as in the Language Server Protocol. */
export function diagnosticToJson(diagnostic: Diagnostic): Readonly<Record<string, unknown>> {
  const { code, severity, message, span, label, related, stack, notes, fix } = diagnostic;
  return {
    code,
    severity,
    message,
    ...(span === undefined ? {} : placeToJson(span)),
    ...(label === undefined ? {} : { label }),
    ...(related === undefined
      ? {}
      : { related: related.map((place) => ({ message: place.message, ...placeToJson(place.span) })) }),
    ...(stack === undefined
      ? {}
      : { stack: stack.map(({ text, span: at }) => ({ text, ...placeToJson(at) })) }),
    ...(notes === undefined ? {} : { notes }),
    ...(fix === undefined
      ? {}
      : {
          fix: {
            title: fix.title,
            ...(fix.edits === undefined
              ? {}
              : { edits: fix.edits.map((edit) => ({ ...placeToJson(edit.span), new_text: edit.text })) }),
          },
        }),
  };
}

/** Where something stands, as `--json` prints it. */
export const placeToJson = (span: Span) => ({
  file: span.source.name,
  range: { start: span.source.position(span.start), end: span.source.position(span.end) },
});

/** The result of a command as one line of JSON. */
export const toJson = (value: unknown): string =>
  `${JSON.stringify(value).replace(/[\u007f-\u009f\p{Zl}\p{Zp}\p{Cf}]/gu, escaped)}\n`;

/** JSON's own way of writing what a terminal would not show: JSON.stringify leaves some of it as it is. */
const escaped = (character: string): string =>
  Array.from({ length: character.length }, (_, at) => character.charCodeAt(at))
    .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
    .join('');

export const diagnosticsToJson = (diagnostics: readonly Diagnostic[]): string =>
  toJson({ diagnostics: diagnostics.map(diagnosticToJson) });
