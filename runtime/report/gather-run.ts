import type { DataDirectory } from '../data/data-directories.ts';
import { directoriesOf } from '../trained/trained-data.ts';
import { hintedLines } from '../../compiler/hints/hinted-lines.ts';
import { planPhase, peakOf } from '../../compiler/lower/phase-plan.ts';
import { sizeOf } from '../../compiler/sizes/shape.ts';
import type { PhaseSpec, TrainSpec } from '../../compiler/train/train-spec.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { RunError } from '../run-error.ts';
import { openTrained, type Trained } from '../trained/open-trained.ts';
import { evaluateForReport, type ReportOptions } from './evaluate-for-report.ts';
import { readLog } from '../train/read-log.ts';
import { readEnd } from '../train/run-end.ts';
import type { EvaluatedReport, ModelFacts, PhaseFacts, RunReport } from './report.ts';

/** A report of a run, and what is to be told of how it was made. */
export interface Gathered {
  readonly report: RunReport;
  readonly train: TrainSpec;
  readonly directories: readonly DataDirectory[];
  readonly warnings: readonly Diagnostic[];
}

/**
 * Gathers all that a report tells of a run, from its folder and its data. Where the data cannot be read the report says so, and
 * has all else. Throws a RunError where the folder holds no run that can be opened.
 */
export async function gatherRun(
  folder: string,
  name: string,
  options: ReportOptions = {},
): Promise<Gathered> {
  const trained = await openTrained(folder);
  const { identity, module, train } = trained;
  const evaluated = await evaluatedOf(trained, options);
  const picture = await pictureOf(trained);
  const summary = await readEnd(folder);
  return {
    train,
    directories: directoriesOf(trained),
    report: {
      name,
      identity,
      lines: hintedLines(module.syntax, module.hints).map(({ text, hint }) => ({
        text,
        ...(hint && { hint: hint.text }),
      })),
      ...(picture !== undefined && { picture }),
      model: modelFacts(trained),
      phases: train.phases.map((phase) => phaseFacts(trained, phase)),
      log: await readLog(folder),
      ...(summary && { summary }),
      evaluated: evaluated.told,
    },
    warnings: evaluated.warnings,
  };
}

async function evaluatedOf(
  trained: Trained,
  options: ReportOptions,
): Promise<{ readonly told: EvaluatedReport | string; readonly warnings: readonly Diagnostic[] }> {
  try {
    const told = await evaluateForReport(trained, options);
    return { told, warnings: told.evaluation.warnings };
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    const asWarnings = error.diagnostics.map((each) => ({ ...each, severity: 'warning' as const }));
    return { told: error.diagnostics[0]?.message ?? 'its data cannot be read', warnings: asWarnings };
  }
}

/** The model as a picture; what draws it is loaded for that alone. */
async function pictureOf({ train: { graph, phases } }: Trained): Promise<string | undefined> {
  const { emitSvg, loadOfPicture } = await import('../../compiler/targets/svg/emit-svg.ts');
  const { mostLoad } = await import('../../compiler/targets/svg/load-of.ts');
  const { boxes, passes } = loadOfPicture(graph);
  if (boxes > mostLoad.boxes || passes > mostLoad.passes) return undefined;
  return emitSvg(graph, { frozen: new Set(phases.flatMap(({ frozen }) => [...frozen])) });
}

function modelFacts({ train: { graph } }: Trained): ModelFacts {
  const rows = graph.layers.map(({ path, kind, shape, weights }) => ({
    path,
    kind,
    shape: shape.join(' × '),
    parameters: weights.reduce((sum, weight) => sum + sizeOf(weight.shape), 0),
  }));
  return {
    name: graph.name,
    layers: rows.length,
    parameters: rows.reduce((sum, { parameters }) => sum + parameters, 0),
    rows,
  };
}

function phaseFacts({ train: { graph }, variables }: Trained, phase: PhaseSpec): PhaseFacts {
  const { name, epochs, batch, frozen, optimizer } = phase;
  const given = Object.entries(optimizer.params).map(([key, value]) => `${key}=${JSON.stringify(value)}`);
  return {
    name,
    epochs,
    batch,
    optimizer: `${optimizer.kind}(${given.join(', ')})`,
    frozen: frozen.size,
    peakBytes: peakOf(planPhase(graph, phase, { weights: variables }), batch).bytes,
  };
}
