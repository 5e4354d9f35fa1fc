import type { Explanations } from '../../../grammar/explanation.ts';
import { argumentExplanations } from './arguments.ts';
import { augmentationExplanations } from './augmentation.ts';
import { bodyExplanations } from './bodies.ts';
import { dataExplanations } from './data.ts';
import { fieldExplanations } from './fields.ts';
import { preparationExplanations } from './preparation.ts';
import { expansionExplanations } from './expansion.ts';
import { freezeExplanations } from './freezing.ts';
import { importExplanations } from './imports.ts';
import { lossExplanations } from './losses.ts';
import { meaningExplanations } from './meaning.ts';
import { memoryExplanations } from './memory.ts';
import { nameExplanations } from './names.ts';
import { objectiveExplanations } from './objectives.ts';
import { optimizerExplanations } from './optimizers.ts';
import { shapeExplanations } from './shapes.ts';
import { symbolicExplanations } from './symbolic-sizes.ts';
import { trainExplanations } from './trains.ts';
import { usageExplanations } from './usage.ts';
import { valueExplanations } from './values.ts';
import { weightExplanations } from './weights.ts';

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
  ...fieldExplanations,
  ...preparationExplanations,
  ...augmentationExplanations,
  ...trainExplanations,
  ...optimizerExplanations,
  ...freezeExplanations,
  ...objectiveExplanations,
  ...lossExplanations,
  ...weightExplanations,
  ...meaningExplanations,
  ...memoryExplanations,
};
