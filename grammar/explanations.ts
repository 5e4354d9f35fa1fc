import type { Explanations } from './explanation.ts';
import { bracketExplanations } from './explanations/brackets.ts';
import { foreignExplanations } from './explanations/foreign.ts';
import { formExplanations } from './explanations/forms.ts';
import { habitExplanations } from './explanations/habits.ts';
import { tokenExplanations } from './explanations/tokens.ts';

/** A page for every syntax message. */
export const explanations: Explanations = {
  ...tokenExplanations,
  ...bracketExplanations,
  ...formExplanations,
  ...habitExplanations,
  ...foreignExplanations,
};
