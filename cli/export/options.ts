import { suggest } from '../../compiler/foreign/suggest.ts';
import { ownValue } from '../../grammar/own-value.ts';
import { exportFormats } from '../../runtime/export/export-formats.ts';
import type { ExportOptions } from '../../runtime/export/export-run.ts';
import { usage } from '../../runtime/usage-error.ts';
import { checkFolder } from '../build/targets.ts';
import { checkPlace } from '../check-place.ts';

/** The options of `cnnc export` as written. */
export interface WrittenOptions {
  readonly to?: string;
  readonly out?: string;
  readonly force?: boolean;
  readonly withPrepare?: boolean;
  readonly json?: boolean;
}

const names = exportFormats.map(({ name }) => name);

/** What formats are called elsewhere. */
const otherWords: Readonly<Record<string, string>> = {
  ...{ tensorflow: 'savedmodel', tf: 'savedmodel', saved_model: 'savedmodel' },
  ...{ hdf5: 'h5', weights: 'h5', 'weights.h5': 'h5', 'tensorflow.js': 'tfjs', tensorflowjs: 'tfjs' },
};

/** What `--to` takes, for help. */
export const formatsDoc = exportFormats.map(({ name, doc }) => `${name}: ${doc}`).join('; ');

/** Checks what can be checked without reading anything; throws a UsageError. */
export function checkOptions(written: WrittenOptions): Omit<ExportOptions, 'version'> {
  const { to, out, force = false, withPrepare = false } = written;
  const format = chooseFormat(to);
  checkPlace('-o', out, 'write `-o net.keras`, say');
  const example = 'target' in format ? 'build/net' : `net${format.extension}`;
  if (out === undefined) throw usage('it is not said where to write', `add \`-o ${example}\``);
  if ('target' in format) checkFolder(out);
  else checkExtension(out, format.extension);
  if (withPrepare && !('target' in format && format.target.prepares)) {
    throw usage(
      `\`${format.name}\` takes pictures as \`prepare\` leaves them`,
      'leave out `--with-prepare`, or write `--to onnx` or `--to savedmodel`',
    );
  }
  return { format, out, force, withPrepare };
}

function chooseFormat(to: string | undefined): ExportOptions['format'] {
  const listed = names.map((name) => `\`${name}\``).join(', ');
  if (to === undefined) throw usage('it is not said what to write', `add \`--to\` with one of ${listed}`);
  const found = exportFormats.find(({ name }) => name === to);
  if (found !== undefined) return found;
  const suggestion = ownValue(otherWords, to.toLowerCase()) ?? suggest(to, names);
  throw usage(
    `nothing is exported to \`${to}\``,
    suggestion === undefined ? `there are ${listed}` : `did you mean \`${suggestion}\`?`,
  );
}

/** Keras goes by the end of a name. */
function checkExtension(out: string, extension: string): void {
  if (out.endsWith(extension)) return;
  const stem = out.replace(/(?:\.weights)?\.(?:keras|h5|hdf5|safetensors)$|[/\\]+$/, '');
  throw usage(
    `\`${out}\` does not end in \`${extension}\`, by which it is known`,
    `write \`-o ${stem}${extension}\``,
  );
}
