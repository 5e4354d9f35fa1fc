import { type Site, stackOf } from '../../compiler/diagnostics/site.ts';
import type { LayerNode } from '../../compiler/graph/graph.ts';
import { Source } from '../../grammar/source.ts';
import type { Span } from '../../grammar/span.ts';

/** A place for specifications that tests write without a source. */
export const testSpan: Span = { source: new Source('test.cnn', 'source = idx("data")\n'), start: 9, end: 20 };

/** Where a layer that a test makes by hand was expanded. */
export const testSite: Site = { span: testSpan, outer: undefined, text: 'M' };

/** The steps of the expansion that led to a layer, outermost first. */
export const wayTo = (layer: LayerNode | undefined): readonly string[] =>
  layer === undefined ? [] : stackOf(layer.site).map(({ text }) => text);
