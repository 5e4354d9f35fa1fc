import { defineSplit } from './define-split.ts';

/** Shares of each class. */
export const byClass = defineSplit({
  kind: 'class',
  elsewhere: 'stratify stratified label labels',
  doc: 'Each part has each class in proportion (stratified).',
  params: {},
  make: () => ({}),
});
