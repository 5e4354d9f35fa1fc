import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { codeOf } from './code-of.ts';
import { outline } from './outline.ts';

const mainOf = (text: string): string => outline(codeOf(text).main);

describe('what a spec says, as code', () => {
  test('blocks, aliases, loops and conditions are kept; parameters have types', () => {
    expect(mainOf(readFileSync('examples/resnet34.cnn', 'utf8'))).toMatchSnapshot();
  });

  test('a group that is applied again is shared', () => {
    expect(mainOf(readFileSync('examples/siamese.cnn', 'utf8'))).toMatchSnapshot();
  });

  test('of an imported model what only its weights need is left out', () => {
    const { modules, main } = codeOf(readFileSync('examples/flower_locator.cnn', 'utf8'));
    expect([...modules, main].map(outline).join('\n\n')).toMatchSnapshot();
  });
});
