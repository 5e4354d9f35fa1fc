/** How the bytes of a weight are its numbers. */
export type Stored =
  /** Floats, little-endian. */
  | { readonly kind: 'floats'; readonly type: 'F16' | 'F32' }
  /** Whole numbers of so many bytes: of each, `scale` times it and `min`. */
  | { readonly kind: 'steps'; readonly bytes: 1 | 2; readonly scale: number; readonly min: number }
  /** Not numbers that a weight has. */
  | { readonly kind: 'other'; readonly dtype: string };

/** A weight of a manifest: where its bytes lie among those of its group's files, one after the other. */
export interface ListedWeight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly stored: Stored;
  readonly start: number;
  readonly end: number;
}

/** Weights and the files that hold them. */
export interface WeightGroup {
  readonly paths: readonly string[];
  readonly weights: readonly ListedWeight[];
  /** Bytes of all weights. */
  readonly bytes: number;
}

/** More weights or files describe no network. */
const mostListed = 2 ** 17;
const mostDimensions = 8;

const bytesOf: Readonly<Record<string, number>> = { float32: 4, int32: 4, bool: 1, complex64: 8 };

/** The `weightsManifest` of a `model.json` of TensorFlow.js's. Throws an Error that says what is wrong with it. */
export function readManifest(manifest: unknown): readonly WeightGroup[] {
  let listed = 0;
  return tables(manifest, 'weightsManifest').map(({ paths, weights: entries }): WeightGroup => {
    if (!Array.isArray(paths) || !paths.every((path): path is string => typeof path === 'string'))
      throw damaged('`paths` is no list of names');
    let bytes = 0;
    const weights = tables(entries, 'weights').map((entry): ListedWeight => {
      const { name, shape } = entry;
      if (typeof name !== 'string') throw damaged('a weight has no name');
      if (!isShape(shape)) throw damaged(`the shape of \`${shortened(name)}\` is no list of sizes`);
      const [stored, width] = storedAs(name, entry);
      const start = bytes;
      bytes += shape.reduce((product, size) => product * size, width);
      if (!Number.isSafeInteger(bytes)) throw damaged(`\`${shortened(name)}\` is too large`);
      return { name, shape, stored, start, end: bytes };
    });
    listed += weights.length + paths.length;
    if (listed > mostListed) throw damaged('it lists too much');
    return { paths, weights, bytes };
  });
}

type Table = Readonly<Record<string, unknown>>;

const damaged = (why: string): Error => new Error(`its list of weights is damaged: ${why}`);
const shortened = (name: string): string => name.slice(0, 80);
const isTable = (value: unknown): value is Table => typeof value === 'object' && value !== null;

function tables(list: unknown, what: string): readonly Table[] {
  if (!Array.isArray(list) || !list.every(isTable)) throw damaged(`\`${what}\` is no list of tables`);
  return list;
}

const isSize = (size: unknown): size is number => Number.isSafeInteger(size) && (size as number) >= 0;
const isShape = (shape: unknown): shape is readonly number[] =>
  Array.isArray(shape) && shape.length <= mostDimensions && shape.every(isSize);

/** How a weight is stored, and the bytes of each of its numbers. */
function storedAs(name: string, { dtype, quantization }: Table): readonly [Stored, number] {
  if (typeof dtype !== 'string') throw damaged(`\`${shortened(name)}\` has no \`dtype\``);
  if (quantization === undefined) {
    const width = Object.hasOwn(bytesOf, dtype) ? bytesOf[dtype] : undefined;
    if (width === undefined)
      throw damaged(`\`${shortened(name)}\` is of type ${JSON.stringify(dtype.slice(0, 20))}`);
    return [dtype === 'float32' ? { kind: 'floats', type: 'F32' } : { kind: 'other', dtype }, width];
  }
  const { dtype: packed, scale, min } = isTable(quantization) ? quantization : {};
  if (packed === 'float16') return [{ kind: 'floats', type: 'F16' }, 2];
  const width = packed === 'uint8' ? 1 : packed === 'uint16' ? 2 : undefined;
  if (width === undefined || typeof scale !== 'number' || typeof min !== 'number')
    throw damaged(`\`${shortened(name)}\` is packed in a way that is not known`);
  return [{ kind: 'steps', bytes: width, scale, min }, width];
}
