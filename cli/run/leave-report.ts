import { join } from 'node:path';
import { displayText } from '../../compiler/diagnostics/display-width.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { reasonOf } from '../../runtime/files/reason-of.ts';
import { reportMessages } from '../../runtime/report/report-messages.ts';
import { RunError } from '../../runtime/run-error.ts';
import type { RunFolder } from '../../runtime/train/run-folder.ts';
import type { Context } from '../command.ts';
import { tell } from '../tell.ts';
import { isReport, reportFile } from '../report/is-report.ts';
import { refuseOutput } from '../refuse-output.ts';
import { writeResult } from '../write-result.ts';
import type { CheckedOptions } from './options.ts';
import type { RunSummary } from './summary.ts';

/** Set to `off` where many runs are made that nobody looks at. */
const wanted = (): boolean => process.env['CNNC_REPORT'] !== 'off';

/**
 * Leaves in the folder of a run that is done how it went, and a page about it. The run is whole without: what cannot be written is a
 * warning, and so is a report that fails for any other reason.
 */
export async function leaveReport(
  folder: RunFolder,
  summary: RunSummary,
  lastPhase: string,
  { report, json, followLinks }: Pick<CheckedOptions, 'report' | 'json' | 'followLinks'>,
  context: Context,
): Promise<void> {
  try {
    await folder.finish({
      version: packageJson.version,
      engine: summary.engine,
      seconds: summary.seconds,
      imagesPerSecond: summary.imagesPerSecond,
      peakBytes: summary.peakBytes,
      processPeakBytes: summary.processPeakBytes,
      ...(summary.foretoldProcessBytes !== undefined && {
        foretoldProcessBytes: summary.foretoldProcessBytes,
      }),
      ...(summary.kept !== undefined && { kept: { phase: lastPhase, epoch: summary.kept.epoch } }),
      test: summary.test,
    });
    if (!report || !wanted()) return;
    const { makeReport } = await import('../../runtime/report/make-report.ts');
    const { page } = await makeReport([folder.path], { followLinks });
    const place = join(folder.path, reportFile);
    const replaceable = { inputs: [], data: [], isOwn: isReport, force: false };
    const failure = (await refuseOutput(place, replaceable)) ?? (await writeResult(place, page));
    if (failure !== undefined) throw new RunError(failure);
    if (!json) context.out(`  report   ${displayText(place)}\n`);
  } catch (error) {
    const told =
      error instanceof RunError
        ? error.diagnostics.map(asWarning)
        : [reportMessages.reportFailed(folder.path, reasonOf(error))];
    tell(told, context);
  }
}

const asWarning = (diagnostic: Diagnostic): Diagnostic => ({ ...diagnostic, severity: 'warning' });
