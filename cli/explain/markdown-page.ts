import { readPatch } from '../../grammar/explanation.ts';
import type { Page } from './pages.ts';

/** A page in Markdown, without its heading: the rule, an example and its mending, what to do. */
export function markdownPage({ title, rule, remedy, patch }: Page): string {
  const parts = [`**${capitalized(title)}.** ${rule}`];
  if (patch !== undefined) {
    const { wrong, mended } = readPatch(patch);
    parts.push(fenced('cnn wrong', wrong), 'Mended:', fenced('cnn', mended));
  }
  return `${[...parts, remedy].join('\n\n')}\n`;
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text}\`\`\``;
