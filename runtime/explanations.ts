import type { Explanations } from '../grammar/explanation.ts';
import { boardExplanations } from './explanations/board.ts';
import { dataExplanations } from './explanations/data.ts';
import { objectExplanations } from './explanations/objects.ts';
import { predictExplanations } from './explanations/predict.ts';
import { exportExplanations } from './explanations/export.ts';
import { runExplanations } from './explanations/run.ts';
import { trainedExplanations } from './explanations/trained.ts';
import { weightFileExplanations } from './explanations/weights.ts';

/** A page for everything that a run may have to say. */
export const explanations: Explanations = {
  ...boardExplanations,
  ...dataExplanations,
  ...objectExplanations,
  ...predictExplanations,
  ...exportExplanations,
  ...runExplanations,
  ...trainedExplanations,
  ...weightFileExplanations,
};
