/** The language's functions. */
export const functionNames = ['min', 'max', 'round', 'floor', 'ceil', 'len', 'pairwise'] as const;

export type FunctionName = (typeof functionNames)[number];

export const isFunctionName = (name: string): name is FunctionName =>
  (functionNames as readonly string[]).includes(name);
