import { keywords } from './tokens.ts';

/** `max_pooling2d` as a layer kind would be written: `MaxPooling2D`. */
export function kindLike(text: string): string {
  return text
    .split('_')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')
    .replace(/(\d)d$/, '$1D');
}

/** `Stem` as a name that begins with a small letter would be written; a keyword gets a `_`. */
export function wordLike(text: string): string {
  const lower = text.charAt(0).toLowerCase() + text.slice(1);
  return (keywords as readonly string[]).includes(lower) ? `${lower}_` : lower;
}
