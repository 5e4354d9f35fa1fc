import type { BlockDeclaration, LayerAlias, Let, ModelDeclaration } from '../../../grammar/ast.ts';
import type { BoundSymbol } from '../../bind/bound-symbol.ts';
import type { CodeBlockOutput, CodeFactory, CodeItem, CodeModel, CodeParameter } from '../model/items.ts';
import type { CodeSymbol } from '../model/symbol.ts';
import type { CodeTrain } from '../model/train.ts';
import { bindArguments } from './bind-arguments.ts';
import { type BodyContext, bodyOf } from './body-builder.ts';
import type { CodeOrder } from './build-program.ts';
import { Callees } from './callees.ts';
import { inputNames, outputsIn } from './inputs-and-outputs.ts';
import { Comments } from './comments.ts';
import { dataItem } from './data-item.ts';
import { expressionOf } from './expressions.ts';
import { LabelPlan } from './label-plan.ts';
import { modelFacts } from './model-facts.ts';
import type { Spec } from './spec.ts';
import { trainItem } from './train-item.ts';
import { unrolledBody } from './unrolled-body.ts';

type Declaration = BlockDeclaration | ModelDeclaration;

/** Makes the items of a spec's modules. */
export class ItemBuilder {
  readonly #spec: Spec;
  readonly #order: CodeOrder;
  readonly #callees: Callees;
  readonly #isUsed: (symbol: CodeSymbol) => boolean;
  readonly #plans = new Map<Declaration, LabelPlan>();

  /** `isUsed`: what of values and parameters is wanted. */
  constructor(spec: Spec, order: CodeOrder, isUsed: (symbol: CodeSymbol) => boolean) {
    this.#spec = spec;
    this.#order = order;
    this.#isUsed = isUsed;
    this.#callees = new Callees(spec);
    for (const { syntax } of spec.modules) {
      for (const item of syntax.items) if (item.type === 'block' || item.type === 'model') this.#planOf(item);
    }
  }

  /** The trainings that are asked for. */
  trains(): readonly CodeTrain[] {
    const { model, train } = this.#order;
    if (model !== undefined) return [];
    return this.#spec.answers.trains
      .filter(({ name }) => train === undefined || name === train)
      .map((each) => trainItem(each, this.#spec, this.#callees));
  }

  /** What declares a symbol at the top of a module. */
  itemOf(bound: BoundSymbol): CodeItem {
    const { declaration } = bound;
    if (declaration.type === 'let') return this.#valueOf(declaration, bound);
    if (declaration.type === 'layer-alias') return { type: 'factory', ...this.#factoryOf(declaration) };
    if (declaration.type === 'block') return this.#blockOf(declaration, bound);
    if (declaration.type === 'model') return this.#modelOf(declaration, bound);
    if (declaration.type !== 'data') throw new RangeError(`a ${bound.kind} is no item`);
    return dataItem(declaration, bound, this.#spec, this.#order.classes ?? {});
  }

  #valueOf({ value, doc }: Let, bound: BoundSymbol): CodeItem {
    return { type: 'value', symbol: this.#spec.symbolOf(bound), value: expressionOf(value, this.#spec), doc };
  }

  #factoryOf(declaration: LayerAlias): CodeFactory {
    const { kind, name, doc } = declaration;
    const bound = this.#spec.declaredAt(name);
    if (bound === undefined) throw new RangeError('an alias declares a name');
    const base = this.#callees.targetOf(kind);
    const { arguments: presets, positional } = bindArguments(kind, base, this.#spec);
    const wanted = presets.filter(({ symbol }) => symbol === undefined || this.#isUsed(symbol));
    const layer = base.type === 'layer' ? base.definition.kind : undefined;
    return {
      symbol: this.#spec.symbolOf(bound),
      base: base.callee,
      presets: wanted,
      ...(layer !== undefined && { layer }),
      positional,
      given: [],
      doc,
    };
  }

  #blockOf(declaration: BlockDeclaration, bound: BoundSymbol): CodeItem {
    const plan = this.#planOf(declaration);
    const names = inputNames(declaration);
    const body = bodyOf(declaration.body, this.#contextOf(declaration, plan));
    return {
      type: 'block',
      symbol: this.#spec.symbolOf(bound),
      doc: declaration.doc,
      parameters: this.#parametersOf(declaration),
      inputs: this.#inputsOf(declaration, plan),
      outputs: this.#outputsOf(declaration, plan),
      body,
      names: body.statements.some(({ type }) => type !== 'input' && type !== 'require'),
      isLoss: names.length === 2 && names.includes('target') && names.includes('prediction'),
    };
  }

  #modelOf(declaration: ModelDeclaration, bound: BoundSymbol): CodeModel {
    const plan = this.#planOf(declaration);
    const graph = this.#spec.answers.graph(declaration.name.text);
    const own = graph?.span === declaration.name.span ? graph : undefined;
    const unrolled =
      own === undefined || this.#keeps(declaration)
        ? undefined
        : unrolledBody(own, plan, declaration, this.#spec);
    const facts = modelFacts(declaration, plan, own, this.#spec, this.#isUsed);
    return {
      type: 'model',
      symbol: this.#spec.symbolOf(bound),
      doc: declaration.doc,
      parameters: unrolled === undefined ? this.#parametersOf(declaration) : [],
      ...facts,
      outputs: this.#outputsOf(declaration, plan),
      body: unrolled ?? bodyOf(declaration.body, this.#contextOf(declaration, plan)),
      isApplied: false,
      isMade: own !== undefined,
    };
  }

  #parametersOf({ parameters }: Declaration): readonly CodeParameter[] {
    return parameters.flatMap((parameter) => {
      const bound = this.#spec.declaredAt(parameter.name);
      const symbol = bound && this.#spec.symbolOf(bound);
      if (symbol === undefined || !this.#isUsed(symbol)) return [];
      const preset = parameter.default && expressionOf(parameter.default, this.#spec);
      return [{ symbol, ...(preset && { default: preset }) }];
    });
  }

  #inputsOf({ body }: Declaration, plan: LabelPlan): readonly CodeSymbol[] {
    return body.statements.flatMap((statement) =>
      statement.type === 'input' ? [plan.symbolOf(statement)] : [],
    );
  }

  #outputsOf(declaration: Declaration, plan: LabelPlan): readonly CodeBlockOutput[] {
    const outputs = outputsIn(declaration).map(({ statement, isDirect }) => ({
      name: statement.name.text,
      symbol: plan.symbolOf(statement),
      always: isDirect,
    }));
    return [...new Map(outputs.map((output) => [output.symbol, output])).values()];
  }

  #contextOf(declaration: Declaration, plan: LabelPlan): BodyContext {
    const module = this.#spec.modules.find(({ syntax }) => syntax.source === declaration.span.source);
    if (module === undefined) throw new RangeError('a declaration is of a module');
    return {
      spec: this.#spec,
      callees: this.#callees,
      plan,
      comments: new Comments(module.syntax),
      isUsed: this.#isUsed,
      factoryOf: (alias) => this.#factoryOf(alias),
    };
  }

  #planOf(declaration: Declaration): LabelPlan {
    const known = this.#plans.get(declaration);
    if (known !== undefined) return known;
    const plan = new LabelPlan(
      declaration.body,
      this.#spec,
      (call) => this.#callees.tensorsOf(call).map(({ path }) => path),
      (statement) => this.#callees.severalOutputs(statement),
    );
    this.#plans.set(declaration, plan);
    return plan;
  }

  /** Whether a function, and all that it applies, can be kept. */
  #keeps(declaration: Declaration, seen = new Set<Declaration>()): boolean {
    if (seen.has(declaration)) return true;
    seen.add(declaration);
    return (
      this.#planOf(declaration).keeps &&
      this.#callees.appliedBy(declaration).every((other) => this.#keeps(other, seen))
    );
  }
}
