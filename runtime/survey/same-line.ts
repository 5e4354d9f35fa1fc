import type { SamePicture } from './survey.ts';

/** What is wrong with pictures that are the same. */
export function sameLine({ kind, places }: SamePicture): string {
  const written = places
    .slice(0, 4)
    .map(({ file, part }) => `${file} (${part})`)
    .join(', ');
  const more = places.length > 4 ? `, and ${places.length - 4} more` : '';
  const what = { parts: 'in two parts', classes: 'in two classes', copies: 'there more than once' }[kind];
  return `the same picture is ${what}: ${written}${more}`;
}
