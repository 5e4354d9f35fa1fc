import type { Diagnostic } from '../../grammar/diagnostic.ts';
import type { Source } from '../../grammar/source.ts';
import type { Span } from '../../grammar/span.ts';

/** A step of an expansion: a model, the application of a block, a round of a loop. What it is called is written late. */
export interface Site {
  /** What is expanded: the model's name, the call, the loop. */
  readonly span: Span;
  /** What it is within. */
  readonly outer: Site | undefined;
  /** Of an application: what it applies, and the path of what that makes; a label gives it, or the block's name and a count. */
  readonly applied?: { readonly name: string; readonly path: string; readonly labelled: boolean };
  /** `ResNet34`, `stage 1 of 4`, `ResidualUnit(128, strides=2)`: written when it is asked for. */
  readonly text: string;
}

type Stack = NonNullable<Diagnostic['stack']>;

/** How many steps of a deep expansion are shown at either end. */
const shown = { outer: 6, inner: 4, all: 12 };

/** The steps of an expansion, outermost first; deep recursion is shown by its ends. */
export function stackOf(innermost: Site): Stack {
  const sites: Site[] = [];
  for (let site: Site | undefined = innermost; site !== undefined; site = site.outer) sites.push(site);
  const written = (some: readonly Site[]): Stack =>
    some.toReversed().map((site) => ({
      get text() {
        return site.text;
      },
      span: site.span,
    }));
  if (sites.length <= shown.all) return written(sites);
  const gap = { text: '…', span: innermost.span };
  return [...written(sites.slice(-shown.outer)), gap, ...written(sites.slice(0, shown.inner))];
}

/** Where something that was expanded stands in a source: itself, or the innermost application there that led to it. */
export function spanIn(source: Source, span: Span, innermost: Site): Span {
  let [at, site]: [Span, Site | undefined] = [span, innermost];
  for (; at.source !== source && site !== undefined; site = site.outer) at = site.span;
  return at;
}
