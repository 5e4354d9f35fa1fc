import type { Span } from '../../grammar/span.ts';
import type { LayerNode } from '../graph/graph.ts';
import type { PlacedTrace } from './hint.ts';

/** What a statement came to. */
export interface StatementFacts {
  /** The statement. */
  readonly span: Span;
  /** The layers that it became, each time that it was expanded. */
  readonly times: readonly (readonly LayerNode[])[];
}

/** What the innermost statement around an offset came to, in models of its file or others. */
export function factsAt(traces: readonly PlacedTrace[], offset: number): StatementFacts | undefined {
  let span: Span | undefined;
  let times: (readonly LayerNode[])[] = [];
  for (const { trace, place } of traces) {
    for (const { statement, from, to } of trace.steps) {
      const here = place(statement.span);
      if (here === undefined || offset < here.start || offset > here.end) continue;
      if (span !== undefined && (here.start < span.start || here.end > span.end)) continue;
      if (span?.start !== here.start || span.end !== here.end) times = [];
      span = here;
      times.push(trace.layers.slice(from, to));
    }
  }
  return span && { span, times };
}
