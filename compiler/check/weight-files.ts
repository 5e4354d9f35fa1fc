import type { Diagnostic } from '../../grammar/diagnostic.ts';
import type { Span } from '../../grammar/span.ts';
import type { Graph } from '../graph/graph.ts';

/** Says what is wrong with a file of weights; `path` is relative to the file of the `span` that names it. */
export type LookAtWeights = (path: string, span: Span) => Diagnostic | undefined;

/** What is wrong with the files that the parts of models begin with, each place once. */
export function lookAtWeightFiles(
  graphs: readonly Graph[],
  look: LookAtWeights = () => undefined,
): readonly Diagnostic[] {
  const seen = new Set<string>();
  return graphs
    .flatMap(({ weightSources }) => weightSources)
    .flatMap(({ origin, span }) => {
      const place = `${span.source.name}:${span.start}`;
      if (origin.kind !== 'file' || seen.has(place)) return [];
      seen.add(place);
      return look(origin.path, span) ?? [];
    });
}
