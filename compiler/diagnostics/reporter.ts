import type { Diagnostic, Fix } from '../../grammar/diagnostic.ts';
import type { Span } from '../../grammar/span.ts';
import type { MessageDefinition } from './define-message.ts';
import { type Code, messages } from './messages.ts';

type ArgumentsOf<C extends Code> = Parameters<(typeof messages)[C]['message']>;

/** Mistakes in one file that are told; more help nobody. */
const maximumMistakes = 200;

/** What a diagnostic carries besides its message. */
export interface Details {
  readonly label?: string;
  readonly related?: Diagnostic['related'];
  readonly notes?: readonly string[] | undefined;
  /** Replaces the message's own fix title. */
  readonly fix?: string | undefined;
  readonly edits?: Fix['edits'] | undefined;
}

/** Collects diagnostics; the same code at the same place is reported once. */
export class Reporter {
  readonly #found: Map<string, Diagnostic>;
  readonly stack: readonly string[];

  constructor(stack: readonly string[] = [], found = new Map<string, Diagnostic>()) {
    this.stack = stack;
    this.#found = found;
  }

  /** A reporter into the same list, one step further down the expansion. */
  inside(step: string): Reporter {
    return new Reporter([...this.stack, step], this.#found);
  }

  /** Whether nothing more will be told. */
  get isFull(): boolean {
    return this.#found.size > maximumMistakes;
  }

  report<C extends Code>(code: C, span: Span, args: ArgumentsOf<C>, details: Details = {}): undefined {
    const key = `${code}:${span.start}:${span.end}:${span.source.name}`;
    if (this.isFull || this.#found.has(key)) return undefined;
    if (this.#found.size === maximumMistakes && code !== 'CNN141') {
      return this.report('CNN141', span, [maximumMistakes]);
    }
    const definition = messages[code] as unknown as MessageDefinition<ArgumentsOf<C>>;
    const fix = fixOf(details.fix ?? definition.fix?.(...args), details.edits);
    this.#found.set(key, {
      code,
      severity: definition.severity,
      message: definition.message(...args),
      span,
      ...(details.label === undefined ? {} : { label: details.label }),
      ...(details.related === undefined ? {} : { related: details.related }),
      ...(this.stack.length === 0 ? {} : { stack: shorten(this.stack) }),
      ...(details.notes === undefined ? {} : { notes: details.notes }),
      ...(fix === undefined ? {} : { fix }),
    });
    return undefined;
  }

  /** In the order of the text; at one place, in the order found. */
  get diagnostics(): readonly Diagnostic[] {
    return sortDiagnostics([...this.#found.values()]);
  }
}

/** Deep recursion is shown by its ends. */
const shorten = (stack: readonly string[]): readonly string[] =>
  stack.length <= 12 ? stack : [...stack.slice(0, 6), '…', ...stack.slice(-4)];

function fixOf(title: string | undefined, edits: Fix['edits']): Fix | undefined {
  if (title === undefined || title === '') return undefined;
  return edits === undefined ? { title } : { title, edits };
}

/** Diagnostics in the order of the text, those without a place last. */
export const sortDiagnostics = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
  diagnostics.toSorted((a, b) => (a.span?.start ?? Infinity) - (b.span?.start ?? Infinity) || 0);
