import type { Call } from '../../grammar/ast.ts';
import { applyCallable } from './apply-callable.ts';
import { applyLayer } from './apply-layer.ts';
import { evaluateArguments } from './evaluate.ts';
import type { BodyPlace, Expansion } from './expansion.ts';
import { resolveKind } from './kind.ts';

/** Applies a layer, alias, block or model to the current tensor; `path` is its label's, or undefined. */
export function applyCall(
  call: Call,
  path: string | undefined,
  expansion: Expansion,
  place: BodyPlace,
): void {
  const kind = resolveKind(call, place);
  if (kind === undefined) {
    evaluateArguments(
      call.arguments?.filter(({ name }) => name?.text !== 'with'),
      place,
    );
    return expansion.poison();
  }
  if (kind.type === 'layer') applyLayer(call, kind, path, expansion, place);
  else applyCallable(call, kind, path, expansion, place);
}
