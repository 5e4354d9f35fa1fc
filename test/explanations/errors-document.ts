import { markdownPage } from '../../cli/explain/markdown-page.ts';
import type { Page } from '../../cli/explain/pages.ts';

const areas: Readonly<Record<string, string>> = {
  '0': 'Syntax',
  '1': 'Names and values',
  '2': 'Shapes',
  '3': 'Data',
  '4': 'Training',
  '5': 'Memory',
  '6': 'Files and runs',
};

const head = `# Diagnostics

What each code means, why it is a mistake, and what to do. \`cnnc explain CODE\` prints the same in a terminal.

<!-- Made from the explanations in the sources: \`npx vitest run test/explanations -u\` makes it anew. -->
`;

/** `docs/errors.md`: every page, by the hundreds of the codes. */
export function errorsDocument(pages: readonly Page[]): string {
  const parts = [head];
  let area = '';
  for (const page of pages) {
    const [, , , digit = ''] = page.code;
    if (digit !== area) parts.push(`## ${digit}xx: ${areas[digit] ?? 'Others'}\n`);
    area = digit;
    parts.push(`### ${page.code}\n\n${markdownPage(page)}`);
  }
  return parts.join('\n');
}
