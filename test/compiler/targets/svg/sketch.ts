import type { ConcreteGraph, GraphInput, Head, LayerNode, Tensor } from '../../../../compiler/graph/graph.ts';
import type { ConcreteShape } from '../../../../compiler/sizes/shape.ts';
import type { AnyLayerDefinition } from '../../../../compiler/catalogue/layers/define-layer.ts';
import type { LayerParams } from '../../../../compiler/catalogue/parameters/parameters.ts';
import { definitionOf } from '../../../../compiler/catalogue/layers/registry.ts';
import type { Site } from '../../../../compiler/diagnostics/site.ts';
import { testSite, testSpan } from '../../../support/span.ts';

/** Makes graphs by hand: shapes are as told. */
export class Sketch {
  readonly #name: string;
  readonly #inputs: GraphInput<number>[] = [];
  readonly #layers: LayerNode<number>[] = [];
  readonly #heads: Head<number>[] = [];

  constructor(name: string) {
    this.#name = name;
  }

  input(name: string, ...shape: number[]): Tensor<number> {
    const input = { type: 'input', name, dtype: 'float32', shape, span: testSpan } as const;
    this.#inputs.push(input);
    return input;
  }

  /** `path` is `conv`, `stage[0].unit.conv`; `kind` as in `Conv2D`. */
  layer(
    path: string,
    kind: string,
    inputs: readonly Tensor<number>[] | Tensor<number>,
    params: LayerParams = {},
    shape?: ConcreteShape,
    site: Site = testSite,
  ): Tensor<number> {
    const definition = definitionOf({ kind });
    const list = 'type' in inputs ? [inputs] : inputs;
    const layer: LayerNode<number> = {
      ...{ type: 'layer', path, kind: definition.kind, inputs: list, span: testSpan, site, macs: 1000 },
      params: { ...defaultsOf(definition), ...params },
      shape: shape ?? list[0]?.shape ?? [],
      weights: /Conv|Dense/.test(kind) ? [weight] : [],
    };
    this.#layers.push(layer);
    return layer;
  }

  head(name: string, tensor: Tensor<number>): void {
    this.#heads.push({ name, tensor, span: testSpan });
  }

  graph(): ConcreteGraph {
    return {
      name: this.#name,
      inputs: this.#inputs,
      layers: this.#layers,
      heads: this.#heads,
      symbols: [],
      needs: [],
      written: [],
      weightSources: [],
      span: testSpan,
    };
  }
}

const weight: LayerNode['weights'][number] = {
  name: 'kernel',
  shape: [3, 3],
  trainable: true,
  initializer: { kind: 'zeros' } as unknown as LayerNode['weights'][number]['initializer'],
};

function defaultsOf({ params }: AnyLayerDefinition): LayerParams {
  const entries = Object.entries(params).flatMap(([name, spec]) =>
    spec.default === undefined ? [] : [[name, spec.default] as const],
  );
  return Object.fromEntries(entries);
}
