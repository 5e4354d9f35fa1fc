/** `max_pooling2d` as a layer kind would be written: `MaxPooling2D`. */
export function kindLike(text: string): string {
  return text
    .split('_')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')
    .replace(/(\d)d$/, '$1D');
}
