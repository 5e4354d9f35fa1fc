import type { Diagnostic, Fix, Severity } from '../../grammar/diagnostic.ts';
import type { Span } from '../../grammar/span.ts';
import type { MessageDefinition } from './messages/define-message.ts';
import type { ArgumentsOf } from './arguments-of.ts';
import { type LibraryApplication, toldOf } from './application.ts';
import { type Code, compilerMessages } from './messages/messages.ts';
import { type Site, stackOf } from './site.ts';
import { Work } from './work.ts';

/** Errors, and warnings, that are told of one file; more help nobody. */
const mostTold = 200;

/** Tells that no more of a kind are told. They are counted apart, so that warnings leave room for every error. */
const endOf = { error: 'CNN141', warning: 'CNN157', info: 'CNN157' } as const;

/** What a diagnostic carries besides its message. */
export interface Details {
  readonly label?: string;
  readonly related?: Diagnostic['related'];
  readonly notes?: readonly string[] | undefined;
  /** Replaces the message's own fix title; what is made of much is written when it is asked for. */
  readonly fix?: string | (() => string) | undefined;
  /** Whether a larger input would do. */
  readonly isOutgrown?: boolean | undefined;
  readonly edits?: Fix['edits'] | undefined;
  readonly isLossy?: Fix['isLossy'];
  readonly choices?: Fix['choices'];
}

interface Found {
  readonly diagnostics: Map<string, Diagnostic>;
  /** The places of errors. */
  readonly errors: Set<string>;
  /** How many are told of each kind. */
  readonly told: Record<Severity, number>;
}

const nothingFound = (): Found => ({
  diagnostics: new Map(),
  errors: new Set(),
  told: { error: 0, warning: 0, info: 0 },
});

/** Collects diagnostics; the same code at the same place is reported once. */
export class Reporter {
  readonly #found: Found;
  /** What is being expanded. */
  readonly site: Site | undefined;
  /** What evaluating may still cost: counted here, where all parts of a compilation meet. */
  readonly work: Work;

  /** The application of something of the library that this tells of. */
  readonly application: LibraryApplication | undefined;

  constructor(
    site?: Site,
    work = new Work(),
    found: Found = nothingFound(),
    application?: LibraryApplication,
  ) {
    this.site = site;
    this.application = application;
    this.work = work;
    this.#found = found;
  }

  /** A reporter into the same list, one step further down the expansion, or into an application of the library. */
  inside(site: Site, application = this.application): Reporter {
    return new Reporter(site, this.work, this.#found, application);
  }

  /**
   * A reporter into the same list of what is wrong with a declaration whatever is made of it: it names no application that
   * came to it, for those that nothing applies have it as well.
   */
  get anywhere(): Reporter {
    if (this.site === undefined) return this;
    return new Reporter(undefined, this.work, this.#found, this.application);
  }

  /** Whether a mistake in exactly these characters would be news: expansion comes to the same ones over and over. */
  isNew(span: Span): boolean {
    return !this.isFull && !this.#found.errors.has(placeOf(span));
  }

  /** At how many places there is an error. */
  get errorCount(): number {
    return this.#found.errors.size;
  }

  /** How much has been found. */
  get count(): number {
    return this.#found.diagnostics.size;
  }

  /** Whether no further error will be told. */
  get isFull(): boolean {
    return this.#found.told.error > mostTold;
  }

  report<C extends Code>(code: C, span: Span, args: ArgumentsOf<C>, details: Details = {}): undefined {
    const { application } = this;
    if (application !== undefined && span.source !== application.span.source)
      return this.#reportOfLibrary(application, code, span, args, details);
    const place = placeOf(span);
    const key = `${code}:${place}`;
    const definition = compilerMessages[code] as unknown as MessageDefinition<ArgumentsOf<C>>;
    const { severity } = definition;
    const { told } = this.#found;
    if (told[severity] > mostTold || this.#found.diagnostics.has(key)) return undefined;
    this.#tell(key, place, {
      code,
      severity,
      arguments: args,
      get message() {
        return definition.message(...args);
      },
      span,
      ...(details.label === undefined ? {} : { label: details.label }),
      ...(details.related === undefined ? {} : { related: details.related }),
      ...(this.site === undefined ? {} : { stack: stackOf(this.site) }),
      ...(details.notes === undefined ? {} : { notes: details.notes }),
      get fix() {
        if (details.fix === undefined && definition.fix === undefined) return undefined;
        return fixOf(() => titleOf(details) ?? definition.fix?.(...args), details);
      },
    });
    return undefined;
  }

  /** Takes over what has been found elsewhere, in its order. */
  adopt(diagnostics: readonly Diagnostic[]): void {
    for (const diagnostic of diagnostics) {
      const { code, span } = diagnostic;
      const place = span === undefined ? '' : placeOf(span);
      this.#tell(`${code}:${place}`, place, diagnostic);
    }
  }

  #tell(key: string, place: string, diagnostic: Diagnostic & { readonly span?: Span }): void {
    const { code, severity, span } = diagnostic;
    const { told, diagnostics, errors } = this.#found;
    if (told[severity] > mostTold || diagnostics.has(key)) return;
    const end = endOf[severity];
    if (told[severity] === mostTold && code !== end && span !== undefined)
      return this.report(end, span, [mostTold]);
    told[severity] += 1;
    if (severity === 'error') errors.add(place);
    diagnostics.set(key, diagnostic);
  }

  /** What a part of the library is at fault with, told once where a person applied it. */
  #reportOfLibrary<C extends Code>(
    application: LibraryApplication,
    code: C,
    span: Span,
    args: ArgumentsOf<C>,
    details: Details,
  ): undefined {
    const { errors } = this.#found;
    const whole = placeOf(application.span);
    if (errors.has(whole)) return undefined;
    const told = toldOf(application, span, details);
    const outer = new Reporter(this.site, this.work, this.#found);
    outer.report(code, told.span, args, told.details);
    if (compilerMessages[code].severity === 'error') errors.add(whole);
    return undefined;
  }

  /** In the order of the text; at one place, in the order found. */
  get diagnostics(): readonly Diagnostic[] {
    return sortDiagnostics([...this.#found.diagnostics.values()]);
  }
}

const placeOf = ({ start, end, source }: Span): string => `${start}:${end}:${source.name}`;

const titleOf = ({ fix }: Details): string | undefined => (typeof fix === 'function' ? fix() : fix);

/** What to do; where there are no edits, nothing if there is nothing to say. */
function fixOf(write: () => string | undefined, { edits, isLossy, choices }: Details): Fix | undefined {
  if (edits === undefined && choices === undefined) {
    const title = write() ?? '';
    return title === '' ? undefined : { title };
  }
  return {
    get title() {
      return write() ?? '';
    },
    ...(edits && { edits, ...(isLossy && { isLossy }) }),
    ...(choices && { choices }),
  };
}

/** Diagnostics in the order of the text, those without a place last. */
export const sortDiagnostics = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
  diagnostics.toSorted((a, b) => (a.span?.start ?? Infinity) - (b.span?.start ?? Infinity) || 0);
