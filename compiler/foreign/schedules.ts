/**
 * What to write in place of a schedule of rates, from its text: the rate that it begins with. Undefined for what is none.
 * `ExponentialDecay(0.1, 100, 0.9)`, `CosineDecay(initial_learning_rate=0.01, …)`.
 */
export function constantRate(text: string): { readonly instead: string; readonly text: string } | undefined {
  const [, first] =
    /^\w*(?:Decay|Restarts|Schedule|LR)\(\s*(?:initial_learning_rate\s*=\s*)?(\d[\d.e-]*)\s*[,)]/.exec(
      text,
    ) ?? [];
  if (first === undefined) return undefined;
  return {
    instead: `write \`${first}\`: the rate stays within a phase as yet; a phase for each rate lowers it`,
    text: first,
  };
}
