import type { InputPreparation } from '../prepare/input-preparation.ts';
import { preparePicture } from '../prepare/prepare-picture.ts';
import type { TensorOps } from '../prepare/tensor-ops.ts';
import type { Port } from './emit-tensorflow.ts';
import type { GraphBuilder } from './graph-builder.ts';
import type { Attributes, DataType, TensorInfo } from './graph-def.ts';

/** Puts what makes pictures ready before the place where a program takes them; gives where they are taken as they are. */
export function prepareInput(
  graph: GraphBuilder,
  { node }: Port,
  { input, dtype, shape, steps }: InputPreparation,
): TensorInfo {
  const dims = [-1, ...shape];
  const raw = graph.node('Placeholder', `prepare/${input}`, [], { dtype: { type: dtype }, shape: { dims } });
  const prepared = preparePicture(opsOf(graph, dtype), raw, steps);
  graph.replace(node, 'Identity', [prepared], { T: { type: 'float32' } });
  return { tensor: `${raw}:0`, dtype, dims };
}

const float: Attributes = { T: { type: 'float32' } };

/** The types of what is made are kept, since TensorFlow's operators are told them. */
function opsOf(graph: GraphBuilder, raw: DataType): TensorOps {
  const types = new Map<string, DataType>();
  const typeOf = (tensor: string): DataType => types.get(tensor) ?? raw;
  const make = (op: string, type: DataType, inputs: readonly string[], attributes: Attributes): string => {
    const made = graph.node(op, `prepare/${op}`, inputs, attributes);
    types.set(made, type);
    return made;
  };
  const known = (tensor: string, type: DataType): string => {
    types.set(tensor, type);
    return tensor;
  };
  const cast = (tensor: string, type: DataType): string =>
    make('Cast', type, [tensor], {
      SrcT: { type: typeOf(tensor) },
      DstT: { type },
      Truncate: false,
    });
  const same =
    (op: string) =>
    (...inputs: readonly string[]): string => {
      const type = typeOf(inputs[0] ?? '');
      return make(op, type, inputs, { T: { type } });
    };
  const index = (value: number): string => known(graph.int(value), 'int32');
  const list = { T: { type: 'int32' }, N: { int: 4 }, axis: { int: 0 } } as const;
  const along = (axis: number, at: string, others: string): string =>
    make(
      'Pack',
      'int32',
      [0, 1, 2, 3].map((each) => (each === axis ? at : others)),
      list,
    );
  return {
    toFloat: (tensor) => cast(tensor, 'float32'),
    toIndex: (tensor) => cast(tensor, 'int32'),
    sizeOf(tensor, axis) {
      const type = typeOf(tensor);
      const shape = make('Shape', 'int32', [tensor], { T: { type }, out_type: { type: 'int32' } });
      return make('GatherV2', 'int32', [shape, index(axis), index(0)], gathering('int32'));
    },
    index,
    floats: (values) =>
      known(
        graph.constant({ dtype: 'float32', dims: [values.length], data: Float32Array.from(values) }),
        'float32',
      ),
    float: (value) => known(graph.scalar(value), 'float32'),
    add: same('AddV2'),
    subtract: same('Sub'),
    multiply: same('Mul'),
    divide: (a, b) => same(typeOf(a) === 'float32' ? 'RealDiv' : 'FloorDiv')(a, b),
    least: same('Minimum'),
    greatest: same('Maximum'),
    floor: (tensor) => make('Floor', 'float32', [tensor], float),
    ceil: (tensor) => make('Ceil', 'float32', [tensor], float),
    reshape: (tensor, dims) =>
      make('Reshape', 'float32', [tensor, graph.ints(dims)], { ...float, Tshape: { type: 'int32' } }),
    gather: (tensor, indices, axis) =>
      make('GatherV2', 'float32', [tensor, indices, index(axis)], gathering('float32')),
    slice: (tensor, axis, start, size) =>
      make('Slice', 'float32', [tensor, along(axis, start, index(0)), along(axis, size, index(-1))], {
        ...float,
        Index: { type: 'int32' },
      }),
  };
}

const gathering = (type: DataType): Attributes => ({
  Tparams: { type },
  Tindices: { type: 'int32' },
  Taxis: { type: 'int32' },
  batch_dims: { int: 0 },
});
