import type { Span } from '../../grammar/span.ts';
import type { BoundModule } from '../bind/bound-module.ts';
import { extractBlock } from './extract-block.ts';
import { inlineBlock } from './inline-block.ts';
import type { Refactoring } from './refactoring.ts';
import { rollUp } from './roll-up.ts';
import { unrollLoop } from './unroll-loop.ts';

/** Other ways to write a part of a text; the imports of the file are a matter of their own. */
export const refactoringsAt = (bound: BoundModule, selection: Span): readonly Refactoring[] =>
  [
    extractBlock(bound, selection),
    inlineBlock(bound, selection.start),
    unrollLoop(bound, selection.start),
    rollUp(bound, selection),
  ].filter((found) => found !== undefined);
