import type { CodeName } from '../model/statement.ts';
import { typescript as ts } from '../text/typescript-writer.ts';
import { type BodyPlace, currentOf } from './body-place.ts';
import type { Flow } from './function-text.ts';
import type { TsCode } from './module-context.ts';
import { printText } from './print-expression.ts';

const { code } = ts;

/** Keeps a tensor under its label for whoever names it by its path. */
export function keep(name: CodeName | undefined, flow: Flow, place: BodyPlace): void {
  if (name?.type !== 'label') return;
  place.text.add(
    code`${place.at()}.keep(${printText(name.text, place.context)}, ${currentOf(flow)}${name.indexed ? ts.empty : code`, true`});`,
  );
}

/** What says how something that is made here is called. */
export function printAt(name: CodeName, place: BodyPlace): TsCode {
  switch (name.type) {
    case 'counted':
      return place.at();
    case 'label': {
      const text = printText(name.text, place.context);
      return name.indexed ? code`${place.at()}.label(${text})` : code`${place.at()}.label(${text}, true)`;
    }
    case 'path':
      return code`${place.at()}.label(${name.path}, true)`;
  }
}
