import { displayText } from '../../compiler/diagnostics/display-width.ts';
import { SheetFolder, type SheetOptions } from '../../runtime/predict/sheet/sheet-folder.ts';
import { folderInData } from '../../runtime/data/data-directories.ts';
import { RunError } from '../../runtime/run-error.ts';
import type { Context } from '../command.ts';
import type { PredictionSink } from './prediction-sink.ts';

/** A folder with pictures that are drawn over, and a page that shows them. */
export function sheetSink(
  { out }: Pick<Context, 'out'>,
  options: Omit<SheetOptions, 'title'>,
): PredictionSink {
  let folder: SheetFolder | undefined;
  return {
    async begin({ name, directories = [] }) {
      const refused = await folderInData(options.path, directories, '--out');
      if (refused !== undefined) throw new RunError(refused);
      folder = await SheetFolder.open({ ...options, title: `${name}: predictions` });
    },
    add: (prediction) => folder?.add(prediction),
    async end() {
      await folder?.close();
      folder = undefined;
      out(`${displayText(options.path)}: index.html and the pictures that it shows\n`);
    },
    discard: () => folder?.discard(),
  };
}
