import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { bytes, integer, message, text } from '../../compiler/targets/protobuf.ts';
import { writeShape } from '../../compiler/targets/tensorflow/encode.ts';
import { dataTypes } from '../../compiler/targets/tensorflow/graph-def.ts';
import type { Bin } from './histogram.ts';

/** A PNG or JPEG file and its size. */
export interface BoardPicture {
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
}

/** What is told of a step under a tag, one of a plot's points; `/` in a tag makes groups. */
export type BoardValue = { readonly tag: string } & (
  | { readonly scalar: number }
  | { readonly bins: readonly Bin[] }
  | { readonly pictures: readonly BoardPicture[] }
);

/** The values of a step. */
export interface BoardEvent {
  readonly step: number;
  readonly values: readonly BoardValue[];
}

/** `DataClass` of tensorboard/compat/proto/summary.proto: how a dashboard may thin values out. */
const dataClasses = { scalars: 1, histograms: 2, images: 3 } as const;

/** The first record of an event file: the version of its form. */
export function encodeVersion(seconds: number): Uint8Array {
  const writer = begin(seconds);
  text(writer, 3, 'brain.Event:2');
  return writer.finish();
}

/** An `Event` with a `Summary` (tensorflow/core/util/event.proto, framework/summary.proto), as TensorFlow 2 writes them. */
export function encodeEvent({ step, values }: BoardEvent, seconds: number): Uint8Array {
  const writer = begin(seconds);
  integer(writer, 2, step);
  message(writer, 5, () => {
    for (const value of values) message(writer, 1, () => writeValue(writer, value));
  });
  return writer.finish();
}

/** An event of a time, in seconds since 1970. */
const begin = (seconds: number): BinaryWriter => new BinaryWriter().tag(1, WireType.Bit64).double(seconds);

function writeValue(writer: BinaryWriter, value: BoardValue): void {
  text(writer, 1, value.tag);
  message(writer, 8, () => writeTensor(writer, value));
  message(writer, 9, () => writeMetadata(writer, pluginOf(value)));
}

const pluginOf = (value: BoardValue): keyof typeof dataClasses =>
  'scalar' in value ? 'scalars' : 'bins' in value ? 'histograms' : 'images';

function writeMetadata(writer: BinaryWriter, plugin: keyof typeof dataClasses): void {
  message(writer, 1, () => text(writer, 1, plugin));
  integer(writer, 4, dataClasses[plugin]);
}

/** A `TensorProto`: a number; left, right and count of each bin; or width, height and files as texts. */
function writeTensor(writer: BinaryWriter, value: BoardValue): void {
  if ('scalar' in value) {
    integer(writer, 1, dataTypes.float32);
    message(writer, 2, () => undefined);
    message(writer, 5, () => writer.float(value.scalar));
  } else if ('bins' in value) {
    integer(writer, 1, doubles);
    message(writer, 2, () => writeShape(writer, [value.bins.length, 3]));
    message(writer, 6, () => value.bins.flat().forEach((each) => writer.double(each)));
  } else {
    const [{ width, height } = { width: 0, height: 0 }] = value.pictures;
    integer(writer, 1, dataTypes.string);
    message(writer, 2, () => writeShape(writer, [2 + value.pictures.length]));
    text(writer, 8, String(width));
    text(writer, 8, String(height));
    for (const { bytes: file } of value.pictures) bytes(writer, 8, file);
  }
}

/** `DT_DOUBLE` of tensorflow/core/framework/types.proto. */
const doubles = 2;
