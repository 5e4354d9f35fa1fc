import type { WeightPath } from '../catalogue/settings/weight-paths.ts';
import type { Graph } from '../graph/graph.ts';
import { suggest } from '../foreign/suggest.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import { layersWithin, pathNames } from './layer-paths.ts';

/** What is said of each weight that paths name, by its variable; undefined where one names nothing, which has been reported. */
export function factorsOf(
  paths: readonly WeightPath[],
  graph: Graph,
  reporter: Reporter,
): Readonly<Record<string, number>> | undefined {
  const factors: Record<string, number> = {};
  let isFine = true;
  for (const { path, factor, span } of paths) {
    const names = weightsNamed(path, graph);
    for (const name of names) factors[name] = factor;
    if (names.length > 0) continue;
    isFine = false;
    const suggestion = suggest(path, [...pathNames(graph), ...weightNames(graph)]);
    const edits = suggestion === undefined ? undefined : [{ span, text: suggestion }];
    reporter.report('CNN420', span, [path, suggestion], { edits });
  }
  return isFine ? factors : undefined;
}

/** The variables of the weights of layers, of one weight, or of all weights that are called so. */
function weightsNamed(path: string, graph: Graph): readonly string[] {
  const all = (prefix: string, wanted?: string): readonly string[] =>
    layersWithin(prefix, graph).flatMap(({ path: layer, sharesWith, weights }) =>
      weights
        .filter(({ trainable, name }) => trainable && (wanted === undefined || name === wanted))
        .map(({ name }) => `${sharesWith ?? layer}/${name}`),
    );
  const ofLayers = all(path);
  if (ofLayers.length > 0) return ofLayers;
  const end = path.lastIndexOf('.');
  return all(path.slice(0, Math.max(0, end)), path.slice(end + 1));
}

const weightNames = (graph: Graph): readonly string[] => [
  ...new Set(graph.layers.flatMap(({ weights }) => weights.map(({ name }) => name))),
];
