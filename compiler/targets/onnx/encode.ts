import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { bytes, integer, message, text } from '../protobuf.ts';
import {
  elementTypes,
  inputTypes,
  type OnnxAttribute,
  type OnnxGraph,
  type OnnxNode,
  type OnnxTensor,
  type OnnxValueInfo,
} from './onnx-model.ts';

/** The version of the standard operators that is written, and of the format around them. */
export const opset = 21;
const irVersion = 10;

/** Numbers of `AttributeProto.AttributeType`. */
const attributeTypes = { float: 1, int: 2, string: 3, ints: 7 } as const;

/** The bytes of a `ModelProto` around a graph; the field numbers are those of onnx.proto3. */
export function encodeModel(graph: OnnxGraph): Uint8Array {
  const writer = new BinaryWriter();
  integer(writer, 1, irVersion);
  text(writer, 2, 'cnnc');
  message(writer, 7, () => writeGraph(writer, graph));
  message(writer, 8, () => {
    text(writer, 1, '');
    integer(writer, 2, opset);
  });
  return writer.finish();
}

function writeGraph(writer: BinaryWriter, graph: OnnxGraph): void {
  for (const node of graph.nodes) message(writer, 1, () => writeNode(writer, node));
  text(writer, 2, graph.name);
  for (const tensor of graph.initializers) message(writer, 5, () => writeTensor(writer, tensor));
  for (const info of graph.inputs) message(writer, 11, () => writeValueInfo(writer, info));
  for (const info of graph.outputs) message(writer, 12, () => writeValueInfo(writer, info));
}

function writeNode(writer: BinaryWriter, node: OnnxNode): void {
  for (const input of node.inputs) text(writer, 1, input);
  for (const output of node.outputs) text(writer, 2, output);
  text(writer, 3, node.name);
  text(writer, 4, node.opType);
  for (const [name, value] of Object.entries(node.attributes)) {
    message(writer, 5, () => {
      text(writer, 1, name);
      writeAttributeValue(writer, value);
    });
  }
}

function writeAttributeValue(writer: BinaryWriter, value: OnnxAttribute): void {
  if (typeof value === 'number') {
    integer(writer, 3, value);
    attributeType(writer, 'int');
  } else if (typeof value === 'string') {
    text(writer, 4, value);
    attributeType(writer, 'string');
  } else if ('float' in value) {
    writer.tag(2, WireType.Bit32).float(value.float);
    attributeType(writer, 'float');
  } else {
    message(writer, 8, () => value.forEach((item) => writer.int64(item)));
    attributeType(writer, 'ints');
  }
}

function attributeType(writer: BinaryWriter, type: keyof typeof attributeTypes): void {
  integer(writer, 20, attributeTypes[type]);
}

function writeTensor(writer: BinaryWriter, tensor: OnnxTensor): void {
  message(writer, 1, () => tensor.dims.forEach((dim) => writer.int64(dim)));
  integer(writer, 2, elementTypes[tensor.elementType]);
  text(writer, 8, tensor.name);
  bytes(writer, 9, tensor.data);
}

function writeValueInfo(writer: BinaryWriter, info: OnnxValueInfo): void {
  text(writer, 1, info.name);
  const dim = (size: number, axis: number): void =>
    message(writer, 1, () =>
      size < 0 ? text(writer, 2, info.open?.[axis] ?? 'N') : integer(writer, 1, size),
    );
  message(writer, 2, () =>
    message(writer, 1, () => {
      integer(writer, 1, inputTypes[info.elementType]);
      message(writer, 2, () => info.dims.forEach(dim));
    }),
  );
}
