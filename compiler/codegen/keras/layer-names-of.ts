import { layerDefinition } from '../../catalogue/layers/registry.ts';
import type { CodeLayer } from '../model/call.ts';
import type { CodeItem } from '../model/items.ts';
import type { CodeName } from '../model/statement.ts';
import type { LayerNames } from './frozen-names.ts';
import { walk } from './walk.ts';

/** What the layers of a program are called, and could be with other parameters. */
export function layerNamesOf(items: readonly CodeItem[]): LayerNames {
  const names = {
    ...{ paths: new Set<string>(), labels: new Set<string>() },
    ...{ openLabels: new Set<string>(), kinds: new Set<string>() },
  };
  walk(items, (node) => {
    const { layer, name } = node as { layer?: CodeLayer | string; name?: CodeName | string };
    if (typeof layer === 'object' && layerDefinition(layer.kind)?.weights !== undefined) {
      for (const { path } of layer.facts) names.paths.add(path);
    }
    if (typeof name !== 'object') return;
    if (name.type === 'counted') names.kinds.add(name.word);
    if (name.type !== 'label') return;
    const [first, ...others] = name.text.parts;
    const isOpen = others.length > 0 || typeof first !== 'string';
    (isOpen ? names.openLabels : names.labels).add(typeof first === 'string' ? first : '');
  });
  return names;
}
