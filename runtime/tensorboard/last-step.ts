import { BinaryReader } from '@bufbuild/protobuf/wire';
import { openFile, readBytes } from '../files/read-file.ts';
import { framedLength, recordHead, recordTail } from './framed.ts';

/** Bytes in which an event's time and step are. */
const stepLength = 20;

/** The largest step that an event file tells of in whole records; undefined where it tells of none. Throws a FileError. */
export async function lastStep(path: string): Promise<number | undefined> {
  const file = await openFile(path, Infinity);
  try {
    let last: number | undefined;
    for (let position = 0; position + recordHead + recordTail <= file.size;) {
      const length = framedLength(await readBytes(file, position, recordHead));
      const next = position + recordHead + (length ?? Infinity) + recordTail;
      if (length === undefined || next > file.size) return last;
      const start = await readBytes(file, position + recordHead, Math.min(length, stepLength));
      const step = stepIn(start);
      if (step !== undefined) last = Math.max(last ?? step, step);
      position = next;
    }
    return last;
  } finally {
    await file.handle.close();
  }
}

/** The step of an event that begins with its time, as ours do and TensorFlow's; undefined where it has none. */
function stepIn(start: Uint8Array): number | undefined {
  const reader = new BinaryReader(start);
  if (start.length < 10 || reader.tag()[0] !== 1) return undefined;
  reader.double();
  if (reader.pos >= reader.len || reader.tag()[0] !== 2) return undefined;
  return Number(reader.int64());
}
