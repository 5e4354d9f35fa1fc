import { areaOf } from '../../compiler/diagnostics/area.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';

/** What is worth telling whoever builds: warnings of how a training goes are for who trains, and `check` tells them. */
export const toldByBuild = (diagnostics: readonly Diagnostic[], isTrained: boolean): readonly Diagnostic[] =>
  diagnostics.filter(
    (each) => isTrained || each.severity === 'error' || !['training', 'memory'].includes(areaOf(each)),
  );
