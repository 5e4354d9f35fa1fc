import { suggest } from '../compiler/foreign/suggest.ts';
import type { Graph } from '../compiler/graph/graph.ts';
import { UsageError } from '../runtime/usage-error.ts';

/** The model that is meant; throws a UsageError where it is not clear which. */
export function chooseModel(models: readonly Graph[], name: string | undefined, file: string): Graph {
  const [only, another] = models;
  if (only === undefined) throw new UsageError(`\`${file}\` has no model`);
  if (name === undefined && another === undefined) return only;
  const names = models.map((model) => model.name);
  if (name === undefined) {
    throw new UsageError(
      `\`${file}\` has several models: choose one with \`--model\`, of ${names.join(', ')}`,
    );
  }
  const found = models.find((model) => model.name === name);
  if (found !== undefined) return found;
  const suggestion = suggest(name, names);
  const hint = suggestion === undefined ? `it has ${names.join(', ')}` : `did you mean \`${suggestion}\`?`;
  throw new UsageError(`\`${file}\` has no model \`${name}\`: ${hint}`);
}
