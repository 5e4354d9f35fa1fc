import type { Statement } from '../../grammar/ast.ts';
import type { Source } from '../../grammar/source.ts';
import type { Span } from '../../grammar/span.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import type { LayerNode } from '../graph/graph.ts';
import type { Trace, Traced } from './trace.ts';

/** How many layers statements made, and those of them that reach no output. */
interface Made {
  readonly unreached: LayerNode[];
  count: number;
}

/**
 * Warns, once a statement, of layers that reach no output and are not cut off on purpose: `lost`. What is so in every expansion is told where it stands; what
 * is so in some applications of a block or model, or stands in another file, at the application.
 */
export function warnOfUnreached(
  written: readonly LayerNode[],
  lost: ReadonlySet<LayerNode>,
  trace: Trace,
  source: Source,
  reporter: Reporter,
): void {
  if (lost.size === 0) return;
  const made = new Map<Statement, Made>();
  for (const [index, layer] of written.entries()) {
    for (const { statement } of outwards(trace.made[index])) {
      const entry = made.get(statement) ?? { unreached: [], count: 0 };
      made.set(statement, entry);
      entry.count++;
      if (lost.has(layer)) entry.unreached.push(layer);
    }
  }
  const told = new Set<Statement>();
  for (const [index, layer] of written.entries()) {
    const step = lost.has(layer) ? trace.made[index] : undefined;
    const statement = step && placeOf(step, made, source);
    if (statement === undefined || told.has(statement)) continue;
    told.add(statement);
    const { unreached = [], count = 0 } = made.get(statement) ?? {};
    reporter.report('CNN227', firstLine(statement.span), [unreached.map(({ path }) => path), count]);
  }
}

/** A statement and those around it, from within. */
function* outwards(step: Traced | undefined): Generator<Traced> {
  for (let each = step; each !== undefined; each = each.outer) yield each;
}

/** The outermost statement of which nothing reaches an output; else the innermost around which none is applied. */
function placeOf(step: Traced, made: ReadonlyMap<Statement, Made>, source: Source): Statement | undefined {
  const around = [...outwards(step)].toReversed().map(({ statement }) => statement);
  const own = around.filter(({ span }) => span.source === source);
  const isLost = (statement: Statement): boolean => {
    const { unreached = [], count = 0 } = made.get(statement) ?? {};
    return unreached.length === count;
  };
  const applied = around.findIndex(isApplication);
  return own.find(isLost) ?? around.at(applied < 0 ? -1 : applied);
}

/** Whether a statement expands a body that others expand too. */
const isApplication = (statement: Statement): boolean =>
  (statement.type === 'step' || statement.type === 'output') &&
  (statement.operation.type === 'call' || statement.operation.type === 'reuse');

/** Loops and groups are shown by how they begin. */
function firstLine(span: Span): Span {
  const { source, start, end } = span;
  const [line = ''] = source.text.slice(start, end).split('\n', 1);
  return { ...span, end: start + line.trimEnd().length };
}
