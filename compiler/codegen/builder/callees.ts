import type {
  BlockDeclaration,
  Body,
  Call,
  LayerAlias,
  ModelDeclaration,
  OutputStatement,
  Path,
  Step,
} from '../../../grammar/ast.ts';
import { bodiesIn } from '../../../grammar/bodies-in.ts';
import type { BoundSymbol } from '../../bind/bound-symbol.ts';
import { writtenPaths } from '../../bind/written-paths.ts';
import type { AnyLayerDefinition } from '../../catalogue/layers/define-layer.ts';
import { layerDefinition } from '../../catalogue/layers/registry.ts';
import type { CodeArgument, CodeCallee } from '../model/call.ts';
import { bindArguments } from './bind-arguments.ts';
import { inputNames, outputsIn } from './inputs-and-outputs.ts';
import type { Spec } from './spec.ts';

/** What a name applies in the end, with what the aliases on the way give it. */
export type Target = { readonly callee: CodeCallee; readonly positional: number } & (
  | {
      readonly type: 'layer';
      readonly definition: AnyLayerDefinition;
      /** What aliases give, by parameter. */
      readonly presets: ReadonlyMap<string, CodeArgument>;
    }
  | { readonly type: 'body'; readonly declaration: BlockDeclaration | ModelDeclaration }
);

/** What can be applied, of all modules of a spec. */
export class Callees {
  readonly #spec: Spec;
  readonly #targets = new Map<BoundSymbol, Target>();

  constructor(spec: Spec) {
    this.#spec = spec;
  }

  /** What a call applies. */
  targetOf({ callee }: Call): Target {
    const symbol = this.#spec.meaningOf(callee);
    if (symbol !== undefined) return this.#targetOfSymbol(symbol);
    const definition = layerDefinition(callee.text);
    if (definition === undefined) throw new RangeError('a spec without mistakes applies what there is');
    return {
      type: 'layer',
      definition,
      presets: new Map(),
      positional: 0,
      callee: { type: 'layer', kind: definition.kind },
    };
  }

  /** The tensors that a call names: those of `with=`, or of further inputs. */
  tensorsOf(call: Call): readonly { readonly name?: string; readonly path: Path }[] {
    const target = this.targetOf(call);
    if (target.type === 'layer') {
      const paths = call.arguments?.find(({ name }) => name?.text === 'with');
      return (paths === undefined ? [] : (writtenPaths(paths.value) ?? [])).map((path) => ({ path }));
    }
    const [, ...others] = inputNames(target.declaration);
    return others.flatMap((input) => {
      const argument = call.arguments?.find(({ name }) => name?.text === input);
      const [path] = argument === undefined ? [] : (writtenPaths(argument.value) ?? []);
      return path === undefined ? [] : [{ name: input, path }];
    });
  }

  /** The outputs of what a statement applies, where it gives several. */
  severalOutputs({ operation }: Step | OutputStatement): readonly string[] {
    if (operation.type !== 'call') return [];
    const target = this.targetOf(operation);
    const outputs = target.type === 'body' ? outputsIn(target.declaration) : [];
    const isPlain = outputs.every(({ isDirect }) => isDirect);
    return outputs.length > 1 && isPlain ? outputs.map(({ statement }) => statement.name.text) : [];
  }

  /** The blocks and models that a body applies. */
  appliedBy({ body }: BlockDeclaration | ModelDeclaration): readonly (BlockDeclaration | ModelDeclaration)[] {
    return callsIn(body).flatMap((call) => {
      const target = this.targetOf(call);
      return target.type === 'body' ? [target.declaration] : [];
    });
  }

  #targetOfSymbol(symbol: BoundSymbol): Target {
    const known = this.#targets.get(symbol);
    if (known !== undefined) return known;
    const { declaration } = symbol;
    const code = this.#spec.symbolOf(symbol);
    const target: Target =
      declaration.type === 'layer-alias'
        ? this.#targetOfAlias(declaration, code)
        : declaration.type === 'block' || declaration.type === 'model'
          ? { type: 'body', declaration, positional: 0, callee: { type: declaration.type, symbol: code } }
          : never(symbol);
    this.#targets.set(symbol, target);
    return target;
  }

  #targetOfAlias({ kind }: LayerAlias, symbol: Extract<CodeCallee, { symbol: unknown }>['symbol']): Target {
    const base = this.targetOf(kind);
    const bound = bindArguments(kind, base, this.#spec);
    const callee = { type: 'factory', symbol } as const;
    const { positional } = bound;
    if (base.type === 'body') return { ...base, callee, positional };
    const given = bound.arguments.map((argument) => [argument.name, argument] as const);
    return { ...base, callee, positional, presets: new Map([...base.presets, ...given]) };
  }
}

function never(symbol: BoundSymbol): never {
  throw new RangeError(`a ${symbol.kind} cannot be applied`);
}

/** Every call that stands in a body as an operation. */
function callsIn(body: Body): readonly Call[] {
  return body.statements.flatMap((statement) => {
    const operation =
      statement.type === 'step' || statement.type === 'output' ? statement.operation : undefined;
    const own =
      operation?.type === 'call' ? [operation] : operation?.type === 'parallel' ? [operation.merge] : [];
    return [...own, ...bodiesIn(statement).flatMap(callsIn)];
  });
}
