import type { Node, Statement } from '../../../grammar/ast.ts';
import type { Span } from '../../../grammar/span.ts';
import type { Constant } from '../../expand/constant.ts';
import type { ApplicationSite, ExpansionSite } from '../../expand/sites.ts';
import type { Trace, Traced } from '../../expand/trace.ts';
import type { LayerNode } from '../../graph/graph.ts';
import type { Shape } from '../../sizes/shape.ts';
import type { LayerFact } from '../model/call.ts';

/** What the expansions of a spec's models tell of the places of its text. */
export class Facts {
  readonly #layers = new Map<string, LayerNode[]>();
  readonly #traced = new Map<Statement, Traced[]>();
  readonly #values = new Map<Node, Constant[]>();

  constructor(traces: readonly Trace[]) {
    const seen = new Set<ExpansionSite>();
    for (const { layers, steps } of traces) {
      for (const layer of layers) push(this.#layers, keyOf(layer.span), layer);
      for (const step of steps) {
        push(this.#traced, step.statement, step);
        const { site } = step;
        if (site.type === 'application' && !seen.has(site)) this.#note(site);
        seen.add(site);
      }
    }
  }

  /** What the layer at a place came out as. */
  layersAt(span: Span): readonly LayerFact[] {
    return (this.#layers.get(keyOf(span)) ?? []).map(({ path, params, inputs, shape }) => ({
      ...{ path, params, shape },
      inputs: inputs.map((input) => input.shape),
    }));
  }

  /** The shapes behind a statement, each once. */
  shapesOf(statement: Statement): readonly Shape[] {
    const shapes = (this.#traced.get(statement) ?? []).flatMap(({ result }) =>
      typeof result === 'object' && result.type !== 'bundle' ? [result.shape] : [],
    );
    return [...new Map(shapes.map((shape) => [JSON.stringify(shape), shape])).values()];
  }

  /** The values that applications gave to a parameter of a block or model. */
  valuesOf(parameter: Node | undefined): readonly Constant[] {
    return (parameter && this.#values.get(parameter)) ?? [];
  }

  #note({ declaration, bound }: ApplicationSite): void {
    for (const parameter of declaration.parameters) {
      const value = bound.values.get(parameter.name.text);
      if (value !== undefined) push(this.#values, parameter, value);
    }
  }
}

const keyOf = ({ source, start, end }: Span): string => `${source.name}:${start}:${end}`;

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}
