import { defineCommand, jsonOption } from '../command.ts';
import { toJson } from '../diagnostics-json.ts';
import { listRuns } from '../../runtime/train/list-runs.ts';
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
    const found = await listRuns(directory);
    const ranked: RankedRuns = order(found, by);
    if (json) context.out(toJson(runsJson(ranked)));
    else if (found.length === 0) context.err(`no runs in \`${directory}\`: \`cnnc run\` makes one\n`);
    else context.out(runsTable(ranked, { palette: context.outPalette, width: context.outWidth }));
    return 0;
  },
});
