import type { Diagnostic } from '../../grammar/diagnostic.ts';
import type { Span } from '../../grammar/span.ts';
import type { WriteFailure } from '../files/write-failure.ts';
import { diagnostic, fix } from '../diagnostic.ts';

/** What there is to say of the export of a run; codes are stable. */
export const exportMessages = {
  exportTaken: (path: string, isFile: boolean): Diagnostic =>
    diagnostic('CNN775', undefined, `\`${path}\` is there already${isFile ? '' : ', and is no file'}`, {
      ...fix(isFile ? 'give `--force` to replace it, or another name' : 'choose another name with `-o`'),
    }),
  exportUnwritable: (path: string, { reason, fix: remedy }: WriteFailure): Diagnostic =>
    diagnostic('CNN776', undefined, `\`${path}\` cannot be written: ${reason}`, {
      ...fix(`${remedy}, or choose another place with \`-o\``),
    }),
  notInKeras: (layer: { readonly path: string; readonly span: Span }, why: string, run: string): Diagnostic =>
    diagnostic('CNN777', layer.span, `a \`.keras\` file cannot have \`${layer.path}\`: ${why}`, {
      ...fix(
        `write the model as code for Keras: \`cnnc build ${run}/spec.cnn --target keras --weights ${run} -o net\``,
      ),
    }),
  exportTooLarge: (what: string, reason: string): Diagnostic =>
    diagnostic('CNN778', undefined, `the file for \`${what}\` cannot be made: ${reason}`, {
      ...fix('write `--to safetensors`, which has no such limit'),
    }),
} as const;
