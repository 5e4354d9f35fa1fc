import type { Fix } from '../../grammar/diagnostic.ts';

export type Edits = NonNullable<Fix['edits']>;

/** What a refactoring is: it takes a part out, puts one in, writes one otherwise, or sorts what a file begins with. */
export type RefactoringKind = 'extract' | 'inline' | 'rewrite' | 'organizeImports';

/** Another way to write the same: what the text comes to stays as it is. Either the edits, or why it cannot be done here. */
export type Refactoring = { readonly kind: RefactoringKind; readonly title: string } & (
  { readonly edits: Edits } | { readonly reason: string }
);
