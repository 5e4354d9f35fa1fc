import type { Reuse } from '../../grammar/ast.ts';
import { currentTensor } from './current-tensor.ts';
import type { BodyPlace, Expansion } from './expansion.ts';
import { findLabel } from './find-label.ts';
import { reuseSite } from './sites.ts';

/** `reuse label`: what the label made is applied again to the current tensor, with the same weights. */
export function expandReuse(
  reuse: Reuse,
  path: string | undefined,
  expansion: Expansion,
  place: BodyPlace,
): void {
  const found = findLabel(reuse.path, expansion, place);
  const input = currentTensor(expansion, reuse.span, place);
  if (found === undefined) return expansion.poison();
  const { text, labelled } = found;
  const name = path ?? place.names.automatic(text.replace(/\W+/g, '_').replace(/_$/, ''));
  const { made } = labelled;
  if (made === undefined) {
    place.reporter.report('CNN221', reuse.path.span, [text]);
    return expansion.poison();
  }
  if (input === undefined || labelled.result === 'unknown') return expansion.poison();
  const outer = expansion.sharing;
  expansion.sharing ??= { owners: made.layers.values(), span: reuse.span };
  const isPlain = made.operation.type === 'call';
  const { frame, direct, depth, reporter } = place;
  const site = reuseSite(text, reuse.span, place.site);
  const names = isPlain ? made.place.names : made.place.names.group(name);
  const again = {
    ...made.place,
    names,
    frame,
    direct,
    depth: depth + 1,
    site,
    reporter: reporter.inside(site),
  };
  expansion.expand.operation(made.operation, name, expansion, again);
  if (outer === undefined) expansion.sharing = undefined;
}
