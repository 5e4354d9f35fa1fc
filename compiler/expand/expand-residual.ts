import type { Expression, Residual } from '../../grammar/ast.ts';
import type { Span } from '../../grammar/span.ts';
import type { Tensor } from '../graph/graph.ts';
import { layerDefinition } from '../catalogue/layers/registry.ts';
import { addNode } from './add-node.ts';
import { completeParameters, nothingBound } from './bind-arguments.ts';
import { currentTensor } from './current-tensor.ts';
import { evaluateCondition } from './evaluate.ts';
import type { BodyPlace, Expansion } from './expansion.ts';
import { signatureOf } from './kind.ts';
import { theSkip } from './merge-shapes.ts';

/** `residual [when c] { main } skip [when c] { skip }`: `main(x) + skip(x)`, the skip being x where it is left out. */
export function expandResidual(
  residual: Residual,
  path: string | undefined,
  expansion: Expansion,
  place: BodyPlace,
): void {
  const wanted = holds(residual.when, place);
  const skipped = residual.skip === undefined ? false : holds(residual.skip.when, place);
  const input = currentTensor(expansion, residual.span, place);
  if (wanted === undefined || skipped === undefined || input === undefined) return expansion.poison();
  const inner = { ...place, direct: false, branches: undefined };
  const span = keywordOf(residual.span, 'residual');
  expansion.expand.body(residual.main, expansion, inner);
  if (!wanted) return;
  const main = branchResult(expansion, span, place);
  expansion.current = input;
  if (skipped && residual.skip !== undefined) expansion.expand.body(residual.skip.body, expansion, inner);
  const skip = branchResult(expansion, span, place);
  addSum(main, skip, { span, path }, expansion, place);
}

/** What a branch has made; undefined where a mistake hides it. */
const branchResult = (expansion: Expansion, span: Span, place: BodyPlace): Tensor | undefined =>
  currentTensor(expansion, span, place);

function addSum(
  main: Tensor | undefined,
  skip: Tensor | undefined,
  { span, path }: { readonly span: Span; readonly path: string | undefined },
  expansion: Expansion,
  place: BodyPlace,
): void {
  const definition = layerDefinition('Add');
  if (definition === undefined) throw new RangeError('there is no layer Add');
  const signature = signatureOf(definition);
  const params = completeParameters(signature, [nothingBound], span, place.reporter);
  const name = path ?? place.names.automatic(definition.kind);
  if (main === undefined || skip === undefined || params === undefined) return expansion.poison();
  const names = [undefined, theSkip];
  addNode(
    { definition, span, inputs: [main, skip], names, bound: nothingBound, place },
    params,
    name,
    expansion,
  );
}

const holds = (condition: Expression | undefined, place: BodyPlace): boolean | undefined =>
  condition === undefined ? true : evaluateCondition(condition, place, 0, 'the condition of `when`');

/** The word at the beginning of a span. */
export const keywordOf = (span: Span, word: string): Span => ({ ...span, end: span.start + word.length });
