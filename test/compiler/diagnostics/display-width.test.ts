import { expect, it } from 'vitest';
import { displayText, displayWidth } from '../../../compiler/diagnostics/display-width.ts';

it.each<[string, string, number]>([
  ['letters', 'conv', 4],
  ['letters with marks of their own', 'café', 4],
  ['a mark that combines', 'cafe\u0301', 4],
  ['a soft hyphen', 'con\u00advolution', 11],
  ['Greek', 'Σγ', 2],
  ['the first and last of Hangul', '\u1100\u115f\uac00\ud7a3', 8],
  ['what stands beside it', '\u10ff\u1160\uabff\ud7a4', 4],
  ['Chinese', '名前', 4],
  ['Chinese that is rare', '\u{20000}\u{3fffd}', 4],
  ['what stands beside that', '\u{1ffff}\u{3fffe}', 2],
  ['forms of full width', '！￡', 4],
  ['emoji', '🙂', 2],
])('%s', (_, text, columns) => {
  expect(displayWidth(text)).toBe(columns);
});

it('a tab goes to the next stop, and what a terminal would obey is shown as its number', () => {
  expect(displayText('\ta\tb')).toBe('    a   b');
  expect(displayText('a\u001b[31m')).toBe('a\\u{1b}[31m');
  expect(displayText('a\u202eb\u200dc\u00ad')).toBe('a\\u{202e}b\u200dc\u00ad');
});
