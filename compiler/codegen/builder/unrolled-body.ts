import { definitionOf } from '../../catalogue/layers/registry.ts';
import type { ModelDeclaration } from '../../../grammar/ast.ts';
import type { Graph, LayerNode, Tensor } from '../../graph/graph.ts';
import type { CodeArgument, CodeCall } from '../model/call.ts';
import type { CodeBody, CodeOperation, CodeStatement } from '../model/statement.ts';
import type { CodeSymbol } from '../model/symbol.ts';
import type { CodeStore, CodeTensor } from '../model/tensor.ts';
import { outputsIn } from './inputs-and-outputs.ts';
import { constantExpression } from './constant-expression.ts';
import type { LabelPlan } from './label-plan.ts';
import type { Spec } from './spec.ts';

/** A model layer by layer, with the defaults of its parameters: what can be written of any. */
export function unrolledBody(
  graph: Graph,
  plan: LabelPlan,
  declaration: ModelDeclaration,
  spec: Spec,
): CodeBody {
  return new Unrolling(graph, plan, declaration, spec).body();
}

class Unrolling {
  readonly #graph: Graph;
  readonly #plan: LabelPlan;
  readonly #declaration: ModelDeclaration;
  readonly #spec: Spec;
  readonly #tensors = new Map<Tensor, CodeSymbol>();
  readonly #shared = new Map<string, CodeSymbol>();
  #current: Tensor | undefined;

  constructor(graph: Graph, plan: LabelPlan, declaration: ModelDeclaration, spec: Spec) {
    this.#graph = graph;
    this.#plan = plan;
    this.#declaration = declaration;
    this.#spec = spec;
  }

  body(): CodeBody {
    const { layers, heads } = this.#graph;
    const inputs = this.#inputs();
    const reused = new Set(layers.flatMap(({ sharesWith }) => sharesWith ?? []));
    for (const path of reused) this.#shared.set(path, { kind: 'shared', name: `${path}_layer` });
    const named = this.#namedTensors();
    const steps = layers.flatMap((layer) => this.#step(layer, named));
    return {
      statements: [...inputs, ...steps, ...heads.flatMap(({ name, tensor }) => this.#head(name, tensor))],
    };
  }

  #inputs(): readonly CodeStatement[] {
    const statements = this.#declaration.body.statements.filter((statement) => statement.type === 'input');
    return statements.flatMap((statement) => {
      const input = this.#graph.inputs.find(({ name }) => name === statement.name.text);
      if (input === undefined) return [];
      const symbol = this.#plan.symbolOf(statement);
      this.#tensors.set(input, symbol);
      this.#current = input;
      return [{ type: 'input', symbol, dtype: input.dtype, shapes: [input.shape], doc: statement.doc }];
    });
  }

  /** What is used elsewhere than by the layer that follows it. */
  #namedTensors(): ReadonlySet<Tensor> {
    const { layers, heads } = this.#graph;
    const named = new Set<Tensor>(heads.map(({ tensor }) => tensor));
    for (const [index, { inputs }] of layers.entries()) {
      const [first, ...others] = inputs;
      if (first !== undefined && layers[index - 1] !== first) named.add(first);
      for (const other of others) named.add(other);
    }
    return named;
  }

  #step(layer: LayerNode, named: ReadonlySet<Tensor>): readonly CodeStatement[] {
    const [first] = layer.inputs;
    const before = first === undefined || first === this.#current ? [] : [this.#from(first)];
    const results: CodeStore[] = [];
    if (named.has(layer)) {
      const symbol: CodeSymbol = { kind: 'tensor', name: layer.path };
      this.#tensors.set(layer, symbol);
      results.push({ symbol, indices: [], declared: false });
    }
    this.#current = layer;
    const own = this.#shared.get(layer.path);
    const shared =
      own === undefined || layer.sharesWith !== undefined
        ? []
        : [{ symbol: own, indices: [], declared: false }];
    const operation = this.#operation(layer);
    return [...before, { type: 'step', operation, results, shared, kept: false, shapes: [layer.shape] }];
  }

  #operation(layer: LayerNode): CodeOperation {
    const name = { type: 'path', path: layer.path } as const;
    const owner = layer.sharesWith === undefined ? undefined : this.#shared.get(layer.sharesWith);
    const [, ...others] = layer.inputs;
    if (owner !== undefined) {
      return {
        type: 'reuse',
        of: { type: 'variable', symbol: owner, indices: [] },
        captures: others.map((other) => this.#tensor(other)),
        name,
      };
    }
    return { type: 'apply', name, call: this.#call(layer, others) };
  }

  #call({ kind, params, path, inputs, shape }: LayerNode, others: readonly Tensor[]): CodeCall {
    const written = Object.entries(params).filter(
      ([name, value]) =>
        JSON.stringify(value) !== JSON.stringify(definitionOf({ kind }).params[name]?.default),
    );
    const given = written.map(([name, value]): CodeArgument => {
      const parameter = definitionOf({ kind }).params[name];
      const expression = constantExpression(value, parameter);
      const constant = parameter?.type === 'axis' && typeof value === 'number' ? value + 1 : value;
      return { name, value: expression, constant, ...(parameter && { parameter }) };
    });
    const fact = { path, params, shape, inputs: inputs.map((input) => input.shape) };
    return {
      callee: { type: 'layer', kind: kind },
      arguments: given,
      inputs: others.map((other) => ({ tensor: this.#tensor(other) })),
      layer: {
        kind: kind,
        arguments: new Map(given.map((one) => [one.name, one])),
        facts: [fact],
      },
    };
  }

  #from(tensor: Tensor): CodeStatement {
    this.#current = tensor;
    return { type: 'from', tensor: this.#tensor(tensor), shapes: [tensor.shape] };
  }

  #tensor(tensor: Tensor): CodeTensor {
    const symbol = this.#tensors.get(tensor);
    if (symbol === undefined) throw new RangeError('a layer comes after what it is applied to');
    return { type: 'variable', symbol, indices: [] };
  }

  #head(name: string, tensor: Tensor): readonly CodeStatement[] {
    const from = tensor === this.#current ? [] : [this.#from(tensor)];
    const written = outputsIn(this.#declaration).find(
      ({ statement }) => statement.name.text === name,
    )?.statement;
    if (written === undefined) return from;
    const results = [{ symbol: this.#plan.symbolOf(written), indices: [], declared: false }];
    const operation = { type: 'group', body: { statements: [] }, captures: [] } as const;
    const shapes = this.#spec.facts.shapesOf(written);
    return [
      ...from,
      { type: 'output', output: name, doc: written.doc, operation, results, shared: [], kept: false, shapes },
    ];
  }
}
