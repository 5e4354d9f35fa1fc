import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { describe, expect, it } from 'vitest';
import { encodeModel, opset } from '../../../../compiler/targets/onnx/encode.ts';

/** Fields of a message as they come: varints as numbers, the rest as bytes. */
function fields(bytes: Uint8Array): [number, number | Uint8Array][] {
  const reader = new BinaryReader(bytes);
  const found: [number, number | Uint8Array][] = [];
  while (reader.pos < reader.len) {
    const [number, type] = reader.tag();
    if (type === WireType.Varint) found.push([number, Number(reader.int64())]);
    else if (type === WireType.LengthDelimited) found.push([number, reader.bytes()]);
    else if (type === WireType.Bit32) found.push([number, reader.float()]);
    else throw new Error(`unexpected wire type ${type}`);
  }
  return found;
}

const all = (bytes: Uint8Array, number: number): Uint8Array[] =>
  fields(bytes).flatMap(([field, value]) => (field === number && value instanceof Uint8Array ? [value] : []));
const one = (bytes: Uint8Array, ...path: readonly number[]): Uint8Array =>
  path.reduce((message, number) => all(message, number)[0] ?? new Uint8Array(), bytes);
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const model = encodeModel({
  name: 'step',
  nodes: [
    {
      opType: 'Conv',
      name: 'c',
      inputs: ['x', '', 'w'],
      outputs: ['y'],
      attributes: { group: 300, pads: [0, 1], alpha: { float: 0.5 }, mode: 'constant' },
    },
  ],
  initializers: [{ name: 'w', elementType: 'int64', dims: [2], data: BigInt64Array.of(-1n, 2n) }],
  inputs: [{ name: 'x', elementType: 'float32', dims: [2, 3] }],
  outputs: [{ name: 'y', elementType: 'bool', dims: [] }],
});
const graph = one(model, 7);

describe('encodeModel', () => {
  it('names the format version and the operators', () => {
    expect(fields(model)).toContainEqual([1, 10]);
    expect(fields(one(model, 8))).toContainEqual([2, opset]);
  });

  it('writes a node with an input left out', () => {
    const node = one(graph, 1);
    expect(all(node, 1).map(text)).toEqual(['x', '', 'w']);
    expect(text(one(node, 4))).toBe('Conv');
  });

  it('writes each kind of attribute with its type', () => {
    const attributes = all(one(graph, 1), 5).map((attribute) => {
      const entries = fields(attribute).map(([number, value]) => [
        number,
        number === 8 && value instanceof Uint8Array
          ? [...value]
          : value instanceof Uint8Array
            ? text(value)
            : value,
      ]);
      return entries;
    });
    expect(attributes).toEqual([
      [
        [1, 'group'],
        [3, 300],
        [20, 2],
      ],
      [
        [1, 'pads'],
        [8, [0, 1]],
        [20, 7],
      ],
      [
        [1, 'alpha'],
        [2, 0.5],
        [20, 1],
      ],
      [
        [1, 'mode'],
        [4, 'constant'],
        [20, 3],
      ],
    ]);
  });

  it('writes constants as raw little-endian bytes', () => {
    const tensor = one(graph, 5);
    expect([...one(tensor, 1)]).toEqual([2]);
    expect(fields(tensor)).toContainEqual([2, 7]);
    expect([...one(tensor, 9)]).toEqual([...new Array<number>(8).fill(255), 2, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('gives inputs and outputs their types, a scalar without sizes', () => {
    const sizes = (info: Uint8Array): unknown[] =>
      all(one(info, 2, 1, 2), 1).map((dim) => fields(dim)[0]?.[1]);
    expect(sizes(one(graph, 11))).toEqual([2, 3]);
    expect(sizes(one(graph, 12))).toEqual([]);
    expect(fields(one(graph, 12, 2, 1))).toContainEqual([1, 9]);
  });
});
