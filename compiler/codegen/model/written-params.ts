import { losses, type NamedLoss } from '../../catalogue/losses/registry.ts';
import type { LayerParams } from '../../catalogue/parameters/parameters.ts';

/** The parameters of a loss that are not the defaults. */
export function writtenParams({ kind, params }: NamedLoss): LayerParams {
  const table = losses[kind].params;
  return Object.fromEntries(
    Object.entries(params).filter(([name, value]) => {
      const spec = table[name];
      return spec === undefined || !('default' in spec) || spec.default !== value;
    }),
  );
}
