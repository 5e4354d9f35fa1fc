import type { Match } from './slip.ts';

/** The only name behind a keyword, or another. */
export function only({ names }: Match, keyword: string, otherwise: string): string {
  const [name, ...others] = new Set(names.declared(keyword));
  return name === undefined || others.length > 0 ? otherwise : name;
}
