import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import made from '../../../editors/tree-sitter/made.json' with { type: 'json' };
import grammar from '../../../editors/tree-sitter/src/grammar.json' with { type: 'json' };
import { makeTokens } from '../../../editors/tree-sitter/make-tokens.ts';
import { evaluateGrammar } from './evaluate-grammar.ts';
import { room } from './language.ts';

describe('the grammar for Tree-sitter', () => {
  it('takes its words from the table of tokens', async () => {
    await expect(makeTokens()).toMatchFileSnapshot('../../../editors/tree-sitter/tokens.js');
  });

  it('is made from its grammar.js (else run `node editors/tree-sitter/make.mjs`)', async () => {
    expect(grammar).toMatchObject(await evaluateGrammar(join(room, 'grammar.js')));
  });

  it('is one with what was made of it (else run `node editors/tree-sitter/make.mjs`)', () => {
    const hashes = Object.keys(made.files).map((path) => {
      const hash = createHash('sha256').update(readFileSync(join(room, path)));
      return [path, hash.digest('hex')];
    });
    expect(Object.fromEntries(hashes)).toEqual(made.files);
  });
});
