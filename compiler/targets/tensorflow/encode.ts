import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { bytes, integer, message, messageMap, text } from '../protobuf.ts';
import {
  type Attribute,
  type ConstantTensor,
  type DataType,
  dataTypes,
  type MetaGraph,
  type NodeDef,
  type Saver,
  type Signature,
  type TensorInfo,
} from './graph-def.ts';

/** The graph version that is written (`TF_GRAPH_DEF_VERSION`), and the oldest TensorFlow that may read it. */
const producerVersion = 1087;
const minimumConsumer = 12;

/** The format of checkpoints that a saver says it writes: `SaverDef.V2`. */
const checkpointFormat = 2;

/** The bytes of `saved_model.pb` with one graph, tagged `serve`. */
export function encodeSavedModel(graph: MetaGraph): Uint8Array {
  const writer = new BinaryWriter();
  integer(writer, 1, 1);
  message(writer, 2, () => writeMetaGraph(writer, graph));
  return writer.finish();
}

function writeMetaGraph(writer: BinaryWriter, { nodes, signatures, saver }: MetaGraph): void {
  message(writer, 1, () => text(writer, 4, 'serve'));
  message(writer, 2, () => {
    for (const node of nodes) message(writer, 1, () => writeNode(writer, node));
    message(writer, 4, () => {
      integer(writer, 1, producerVersion);
      integer(writer, 2, minimumConsumer);
    });
  });
  if (saver !== undefined) message(writer, 3, () => writeSaver(writer, saver));
  messageMap(writer, 5, signatures, (signature) => writeSignature(writer, signature));
}

function writeNode(writer: BinaryWriter, { name, op, inputs, attributes }: NodeDef): void {
  text(writer, 1, name);
  text(writer, 2, op);
  for (const input of inputs) text(writer, 3, input);
  messageMap(writer, 5, Object.entries(attributes), (value) => writeAttribute(writer, value));
}

function writeAttribute(writer: BinaryWriter, value: Attribute): void {
  if (typeof value === 'string') text(writer, 2, value);
  else if (typeof value === 'boolean') integer(writer, 5, value ? 1 : 0);
  else if ('int' in value) integer(writer, 3, value.int);
  else if ('float' in value) writer.tag(4, WireType.Bit32).float(value.float);
  else if ('type' in value) integer(writer, 6, dataTypes[value.type]);
  else if ('dims' in value) message(writer, 7, () => writeShape(writer, value.dims));
  else if ('tensor' in value) message(writer, 8, () => writeTensor(writer, value.tensor));
  else message(writer, 1, () => writeList(writer, value));
}

type List = readonly number[] | { readonly types: readonly DataType[] };

function writeList(writer: BinaryWriter, value: List): void {
  if ('types' in value) {
    message(writer, 6, () => value.types.forEach((type) => writer.int32(dataTypes[type])));
  } else if (value.length > 0) {
    message(writer, 3, () => value.forEach((item) => writer.int64(item)));
  }
}

/** Writes the content of a `TensorShapeProto`. */
export function writeShape(writer: BinaryWriter, dims: readonly number[]): void {
  for (const size of dims) message(writer, 2, () => integer(writer, 1, size));
}

function writeTensor(writer: BinaryWriter, tensor: ConstantTensor): void {
  if ('texts' in tensor) return writeTexts(writer, tensor.texts);
  const { dtype, dims, data } = tensor;
  integer(writer, 1, dataTypes[dtype]);
  message(writer, 2, () => writeShape(writer, dims));
  if (!('repeated' in data)) bytes(writer, 4, data);
  else if (dtype === 'float32') message(writer, 5, () => writer.float(data.repeated));
  else message(writer, dtype === 'int32' ? 7 : 11, () => writer.int32(data.repeated));
}

function writeTexts(writer: BinaryWriter, texts: readonly string[]): void {
  integer(writer, 1, dataTypes.string);
  message(writer, 2, () => writeShape(writer, [texts.length]));
  for (const each of texts) text(writer, 8, each);
}

function writeSaver(writer: BinaryWriter, { filename, save, restore }: Saver): void {
  text(writer, 1, filename);
  text(writer, 2, save);
  text(writer, 3, restore);
  integer(writer, 7, checkpointFormat);
}

function writeSignature(writer: BinaryWriter, { inputs, outputs }: Signature): void {
  messageMap(writer, 1, inputs, (info) => writeTensorInfo(writer, info));
  messageMap(writer, 2, outputs, (info) => writeTensorInfo(writer, info));
  text(writer, 3, 'tensorflow/serving/predict');
}

function writeTensorInfo(writer: BinaryWriter, { tensor, dtype, dims }: TensorInfo): void {
  text(writer, 1, tensor);
  integer(writer, 2, dataTypes[dtype]);
  message(writer, 3, () => writeShape(writer, dims));
}
