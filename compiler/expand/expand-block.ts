import type { Span } from '../../grammar/span.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import type { Graph, GraphInput } from '../graph/graph.ts';
import { symbolsOf } from '../sizes/size.ts';
import { bindParameters } from './bind-parameters.ts';
import { type Callable, type CallableArguments, libraryApplication } from './callable.ts';
import { expandBody, expandOperation } from './expand-body.ts';
import { graphOf, headsOf } from './expand-model.ts';
import { type Budget, Expansion, type Frame } from './expansion.ts';
import { Names } from './names.ts';
import { applicationSite } from './sites.ts';
import { SymbolicSizes } from './symbolic-sizes.ts';

/** A block that is a graph of its own: applied, at `span`, to tensors that no layer makes. */
export interface BlockApplication {
  readonly callable: Callable;
  readonly bound: CallableArguments;
  /** The inputs by the names that the block gives them. */
  readonly inputs: readonly GraphInput[];
  readonly span: Span;
}

/** Expands a block by itself; undefined where something in it is at fault, which has been reported. */
export function expandBlock(
  { callable, bound, inputs, span }: BlockApplication,
  outer: Reporter,
  budget: Budget,
): Graph | undefined {
  const { declaration } = callable;
  const { text: name } = declaration.name;
  const expansion = new Expansion(name, { body: expandBody, operation: expandOperation }, budget);
  expansion.inputs.push(...inputs);
  const application = libraryApplication(callable, span, bound);
  const site = applicationSite(callable, bound, { path: name, labelled: false, span }, outer.site);
  const reporter = outer.inside(site, application);
  const environment = callable.module.inside();
  bindParameters(callable, bound.values, { environment, reporter });
  const given = new Map(inputs.map((input) => [input.name, input]));
  const frame: Frame = { name, body: declaration.body, outputs: new Map(), given, span };
  const names = new Names(`${name}.`);
  const sizes = new SymbolicSizes();
  sizes.symbols.push(...symbolsOf(...inputs.flatMap(({ shape }) => shape)));
  expandBody(declaration.body, expansion, {
    ...{ environment, sizes, site, reporter, names, frame },
    depth: 0,
    direct: true,
  });
  return graphOf(expansion, headsOf(frame, expansion, span), span, sizes, reporter);
}
