import { readPatch } from '../../grammar/explanation.ts';
import { defineCommand, jsonOption } from '../command.ts';
import { UsageError } from '../../runtime/usage-error.ts';
import { toJson } from '../diagnostics-json.ts';
import { findPage, nearestCode, type Page, pages } from '../explain/pages.ts';
import { renderList, renderPage } from '../explain/render-page.ts';

/** `cnnc explain CODE`: a diagnostic at length. */
export const explain = defineCommand<{ readonly json?: boolean }>({
  name: 'explain',
  doc: 'Explains a diagnostic at length, with an example; without a code, lists them all.',
  arguments: [{ syntax: '[code]', doc: 'CNN203, cnn203 or 203' }],
  options: [jsonOption],
  run([written], { json = false }, { out, outPalette, outWidth }) {
    const chosen = written === undefined ? pages : [pageOf(written)];
    if (json) out(toJson({ explanations: chosen.map(pageToJson) }));
    else if (written === undefined) out(renderList(chosen, outPalette));
    else out(chosen.map((page) => renderPage(page, outPalette, outWidth)).join('\n'));
    return Promise.resolve(0);
  },
});

function pageOf(written: string): Page {
  const page = findPage(written);
  if (page !== undefined) return page;
  const near = nearestCode(written);
  const hint = near === undefined ? '`cnnc explain` lists all of them' : `did you mean \`${near}\`?`;
  throw new UsageError(`there is no diagnostic \`${written.slice(0, 40)}\`: ${hint}`);
}

function pageToJson({ code, title, rule, remedy, patch }: Page): Readonly<Record<string, string>> {
  const page = { code, title, rule, remedy };
  if (patch === undefined) return page;
  const { wrong, mended } = readPatch(patch);
  return { ...page, wrong, mended };
}
