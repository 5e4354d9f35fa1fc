import { defineSplit } from './define-split.ts';

/** Shares of groups, each as a whole. */
export const byGroup = defineSplit({
  kind: 'group',
  elsewhere: 'groups GroupKFold GroupShuffleSplit',
  doc: 'Examples of one group (a patient, a camera) are in one part: shares are kept as nearly as whole groups allow.',
  params: {
    column: {
      type: 'string',
      doc: 'What a group has in common: a column of the data; of `folder`, `"folder"`, the folder that a picture lies in.',
    },
  },
  make: ({ column }) => ({ column }),
});
