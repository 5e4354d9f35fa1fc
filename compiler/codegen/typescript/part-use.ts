import type { ParameterValue } from '../../catalogue/parameters/parameters.ts';
import type { CodeArgument } from '../model/call.ts';
import { layerRows } from './rows/layers.ts';
import { optimizerRows } from './rows/values.ts';

/** Which parts a program uses: layers and optimizers take the general one where an argument anywhere asks for it. */
export class PartUse {
  readonly #parts = new Set<string>();
  readonly #kinds = new Map<string, boolean>();

  use(part: string): void {
    this.#parts.add(part);
  }

  /** A layer kind with arguments that it is given somewhere. */
  useLayer(kind: string, given: Iterable<CodeArgument>): void {
    const unless = layerRows[kind]?.general?.unless ?? {};
    const beyond = [...given].some(({ name, constant }) => {
      const fine = unless[name];
      return fine !== undefined && (constant === undefined || !fine.some((value) => isSame(value, constant)));
    });
    this.#kinds.set(kind, beyond || this.#kinds.get(kind) === true);
  }

  /** All parts, by name. */
  get parts(): readonly string[] {
    const ofLayers = [...this.#kinds].flatMap(([kind, beyond]) => {
      const row = layerRows[kind];
      return row === undefined ? [] : [beyond ? (row.general?.part ?? row.part) : row.part];
    });
    const used = new Set([...this.#parts, ...ofLayers]);
    for (const { part, general } of families)
      if (general !== undefined && used.has(general.part)) used.delete(part);
    return [...used].toSorted();
  }
}

/** What has a part, and a general one with a function of the same name, which does all that it does. */
const families: readonly { readonly part: string; readonly general?: { readonly part: string } }[] = [
  ...Object.values(layerRows),
  ...Object.values(optimizerRows),
];

const isSame = (a: ParameterValue, b: ParameterValue): boolean => JSON.stringify(a) === JSON.stringify(b);
