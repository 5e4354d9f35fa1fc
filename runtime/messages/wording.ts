/** `1 picture`, `3 pictures`. */
export const counted = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? '' : noun.endsWith('s') ? 'es' : 's'}`;

/** At most eight names, quoted, then how many more there are. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, 8).map((name) => `\`${name}\``);
  const more = names.length > 8 ? ` and ${names.length - 8} more` : '';
  return `${shown.join(', ')}${more}`;
}
