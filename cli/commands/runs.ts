import { defineCommand, jsonOption } from '../command.ts';
import { diagnosticsToJson, toJson } from '../diagnostics-json.ts';
import { type FoundRuns, listRuns } from '../../runtime/train/list-runs.ts';
import { codeOf, reasonOf } from '../../runtime/files/reason-of.ts';
import { reportMessages } from '../../runtime/report/report-messages.ts';
import { RunError } from '../../runtime/run-error.ts';
import { tell } from '../tell.ts';
import { runsFolder } from '../../runtime/train/run-files.ts';
import { order, type RankedRuns } from '../runs/order.ts';
import { runsJson, runsTable } from '../runs/runs-table.ts';

interface Options {
  readonly by?: string;
  readonly json?: boolean;
}

/** `cnnc runs [DIR]`: the runs that there are. */
export const runs = defineCommand<Options>({
  name: 'runs',
  doc: 'Lists the runs in a directory, the best first.',
  arguments: [{ syntax: '[directory]', doc: `where runs lie (default: ${runsFolder})` }],
  options: [
    {
      syntax: '--by <measure>',
      doc: 'what is compared: `val_accuracy`, `test_loss` (default: what most runs were validated by)',
    },
    jsonOption,
  ],
  async run([directory = runsFolder], { by, json = false }, context) {
    const found = await find(directory, directory === runsFolder);
    if (found instanceof RunError) {
      if (json) context.out(diagnosticsToJson(found.diagnostics));
      else tell(found.diagnostics, context);
      return 1;
    }
    tell(
      found.damaged.map(({ folder, reason }) => reportMessages.runLeftOut(folder, reason)),
      context,
    );
    const ranked: RankedRuns = order(found.runs, by);
    if (json) context.out(toJson(runsJson(ranked)));
    else if (found.runs.length === 0) context.err(`no runs in \`${directory}\`: \`cnnc run\` makes one\n`);
    else context.out(runsTable(ranked, { palette: context.outPalette, width: context.outWidth }));
    return 0;
  },
});

const notThere: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such directory',
  ENOTDIR: 'it is no directory',
};

/** The runs in a directory, or why it cannot be read; the usual one need not be there yet. */
async function find(directory: string, isUsual: boolean): Promise<FoundRuns | RunError> {
  try {
    return await listRuns(directory);
  } catch (error) {
    if (isUsual && codeOf(error) === 'ENOENT') return { runs: [], damaged: [] };
    return new RunError(reportMessages.noRunsThere(directory, notThere[codeOf(error)] ?? reasonOf(error)));
  }
}
