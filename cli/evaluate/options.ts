import { suggest } from '../../compiler/foreign/suggest.ts';
import type { EvaluateOptions } from '../../runtime/evaluate/evaluate.ts';
import { partNames, type PartName } from '../../runtime/trained/trained-data.ts';
import { usage } from '../../runtime/usage-error.ts';
import { checkEngine, numberOf, pairOf } from '../run/options.ts';

/** The options of `cnnc evaluate` as written. */
export interface WrittenOptions {
  readonly part?: string;
  readonly data?: readonly string[];
  readonly followLinks?: boolean;
  readonly engine?: string;
  readonly batch?: string;
  readonly json?: boolean;
}

type Checked = Pick<EvaluateOptions, 'part' | 'data' | 'followLinks' | 'engine' | 'batch'> & {
  readonly json: boolean;
};

/** Checks what can be checked without reading anything; throws a UsageError. */
export function checkOptions(written: WrittenOptions): Checked {
  const { part, data = [], followLinks = false, engine, batch, json = false } = written;
  return {
    ...(part === undefined ? {} : { part: checkPart(part) }),
    data: Object.fromEntries(data.map((each) => pairOf('data', each, 'the data block'))),
    followLinks,
    ...(engine === undefined ? {} : { engine: checkEngine(engine) }),
    ...(batch === undefined ? {} : { batch: numberOf('batch', batch) }),
    json,
  };
}

function checkPart(written: string): PartName {
  const part = partNames.find((name) => name === written);
  if (part !== undefined) return part;
  const suggestion = suggest(written, [...partNames]);
  throw usage(
    `there is no part \`${written}\``,
    suggestion === undefined ? `parts are ${partNames.join(', ')}` : `did you mean \`${suggestion}\`?`,
  );
}
