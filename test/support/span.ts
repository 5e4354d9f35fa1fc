import { Source } from '../../grammar/source.ts';
import type { Span } from '../../grammar/span.ts';

/** A place for specifications that tests write without a source. */
export const testSpan: Span = { source: new Source('test.cnn', 'source = idx("data")\n'), start: 9, end: 20 };
