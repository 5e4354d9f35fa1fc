import type { PartName } from '../../../compiler/catalogue/splits/define-split.ts';
import type { DataSpec } from '../../../compiler/data/data-spec.ts';
import { readsFiles } from '../../../compiler/catalogue/sources/registry.ts';
import { runtimeMessages } from '../../messages.ts';
import { RunError } from '../../run-error.ts';
import { type OpenDataOptions, placeOf } from '../data-place.ts';
import type { DataSource } from '../source.ts';
import type { Dividing } from '../split.ts';
import { partNamed } from './part-names.ts';
import { readPartLists } from './read-part-lists.ts';

/** Who is in which part, as far as that does not follow from shares. */
export interface Division extends Pick<Dividing, 'partOf' | 'groupOf'> {
  /** How many are in each part, where parts come as they are. */
  readonly counts?: Readonly<Record<PartName, number>> | undefined;
  /** What decides it besides the examples. */
  readonly fingerprint?: string | undefined;
}

/** What the parts of a source go by; throws a RunError where it lacks that. */
export async function divisionOf(
  spec: DataSpec,
  source: DataSource,
  options: OpenDataOptions,
): Promise<Division> {
  const { by } = spec.split;
  switch (by?.kind) {
    case undefined:
    case 'class':
      return {};
    case 'group':
      return { groupOf: cellsOf(spec, source, by.column) };
    case 'folder':
      return counted(spec, source, (index) => source.partOf?.(index));
    case 'column': {
      const cellOf = cellsOf(spec, source, by.name);
      return counted(spec, source, (index) => {
        const cell = cellOf(index);
        const part = partNamed(cell);
        if (part === undefined) throw new RunError(runtimeMessages.noPart(spec.source.span, by.name, cell));
        return part;
      });
    }
    case 'list': {
      if (!readsFiles(spec.source)) return {};
      const place = await placeOf(spec, spec.source, options);
      const { partOf, fingerprint } = await readPartLists(place, by.files, source);
      return { ...counted(spec, source, partOf), fingerprint };
    }
  }
}

function cellsOf(
  { source: { span } }: DataSpec,
  source: DataSource,
  column: string,
): (index: number) => string {
  const cellOf = source.cellOf?.(column);
  if (cellOf === undefined) throw new RunError(runtimeMessages.noColumn(span, column));
  return cellOf;
}

/** A part that is written as a share is cut from `train`: what comes in it belongs there. */
function counted(
  { split: { own = [] } }: DataSpec,
  { count }: DataSource,
  comesIn: (index: number) => PartName | undefined,
): Division {
  const partOf = (index: number): PartName | undefined => {
    const part = comesIn(index);
    return part === undefined || part === 'train' || own.includes(part) ? part : 'train';
  };
  const counts = { train: 0, valid: 0, test: 0 };
  for (let index = 0; index < count; index++) {
    const part = partOf(index);
    if (part !== undefined) counts[part]++;
  }
  return { partOf, counts };
}
