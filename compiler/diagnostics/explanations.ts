import type { Explanations } from '../../grammar/explanation.ts';
import { argumentExplanations } from './explanations/arguments.ts';
import { bodyExplanations } from './explanations/bodies.ts';
import { dataExplanations } from './explanations/data.ts';
import { expansionExplanations } from './explanations/expansion.ts';
import { freezeExplanations } from './explanations/freezing.ts';
import { importExplanations } from './explanations/imports.ts';
import { lossExplanations } from './explanations/losses.ts';
import { meaningExplanations } from './explanations/meaning.ts';
import { memoryExplanations } from './explanations/memory.ts';
import { nameExplanations } from './explanations/names.ts';
import { objectiveExplanations } from './explanations/objectives.ts';
import { shapeExplanations } from './explanations/shapes.ts';
import { symbolicExplanations } from './explanations/symbolic-sizes.ts';
import { trainExplanations } from './explanations/trains.ts';
import { usageExplanations } from './explanations/usage.ts';
import { valueExplanations } from './explanations/values.ts';
import { weightExplanations } from './explanations/weights.ts';

/** A page for every diagnostic of the compiler. */
export const explanations: Explanations = {
  ...nameExplanations,
  ...argumentExplanations,
  ...valueExplanations,
  ...expansionExplanations,
  ...importExplanations,
  ...usageExplanations,
  ...shapeExplanations,
  ...symbolicExplanations,
  ...bodyExplanations,
  ...dataExplanations,
  ...trainExplanations,
  ...freezeExplanations,
  ...objectiveExplanations,
  ...lossExplanations,
  ...weightExplanations,
  ...meaningExplanations,
  ...memoryExplanations,
};
