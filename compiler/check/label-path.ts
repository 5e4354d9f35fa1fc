import type { Path } from '../../grammar/ast.ts';
import { type BoundModule, referencesIn, scopeAt } from '../bind/bound-module.ts';
import type { LabelScope } from '../bind/label-scope.ts';
import { labelsAround } from '../bind/scope.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import { suggest } from '../foreign/suggest.ts';

/** Tells of a label that stands nowhere in the body, or in what the labels before it are made of. */
export function checkLabelPath({ segments, span }: Path, bound: BoundModule, reporter: Reporter): void {
  const references = referencesIn(bound, span);
  let labels: LabelScope | undefined = labelsAround(scopeAt(bound, span.start));
  const written: string[] = [];
  for (const segment of segments) {
    if (segment.type !== 'name') continue;
    const known = references.find((reference) => reference.span.start === segment.span.start);
    if (known?.role !== 'label' || labels === undefined) return;
    if (known.symbol === undefined) {
      const near = suggest(segment.text, plainNames(labels));
      const path = (last: string): string => [...written, last].join('.');
      const edits = near === undefined ? undefined : [{ span: segment.span, text: near }];
      const args = [path(segment.text), near === undefined ? undefined : path(near)] as const;
      return reporter.report('CNN142', span, [...args], { edits });
    }
    written.push(segment.text);
    labels = known.symbol.inside?.()?.labels;
  }
}

/** The labels that may be meant, those with braces apart. */
const plainNames = (labels: LabelScope): readonly string[] =>
  [...labels.visible()].map(({ name }) => name).filter((name) => !name.includes('{'));
