import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { framedLength, recordHead, recordTail } from '../../runtime/tensorboard/framed.ts';

/** What an event tells: the tags of its values, and its step. */
export interface ReadEvent {
  readonly step: number;
  readonly tags: readonly string[];
}

/** The events with a step of each event file of a folder, file after file. */
export function eventsIn(folder: string): readonly (readonly ReadEvent[])[] {
  return readdirSync(folder)
    .sort()
    .map((name) => eventsOf(readFileSync(join(folder, name))));
}

function eventsOf(file: Buffer): readonly ReadEvent[] {
  const events: ReadEvent[] = [];
  for (let position = 0; position < file.length;) {
    const length = framedLength(file.subarray(position, position + recordHead));
    if (length === undefined) throw new Error(`no record begins at ${position}`);
    const event = eventOf(file.subarray(position + recordHead, position + recordHead + length));
    if (event !== undefined) events.push(event);
    position += recordHead + length + recordTail;
  }
  return events;
}

function eventOf(content: Uint8Array): ReadEvent | undefined {
  const fields = fieldsOf(content);
  const [step] = fields.get(2) ?? [];
  const [summary] = fields.get(5) ?? [];
  if (typeof step !== 'number' || !(summary instanceof Uint8Array)) return undefined;
  const tags = (fieldsOf(summary).get(1) ?? []).map((value) => {
    const [tag] = value instanceof Uint8Array ? (fieldsOf(value).get(1) ?? []) : [];
    return tag instanceof Uint8Array ? Buffer.from(tag).toString() : '';
  });
  return { step, tags };
}

/** Integers and bytes of a message by their fields. */
function fieldsOf(message: Uint8Array): ReadonlyMap<number, (number | Uint8Array)[]> {
  const fields = new Map<number, (number | Uint8Array)[]>();
  const reader = new BinaryReader(message);
  while (reader.pos < reader.len) {
    const [field, type] = reader.tag();
    const content =
      type === WireType.Varint
        ? Number(reader.int64())
        : type === WireType.LengthDelimited
          ? reader.bytes()
          : undefined;
    if (content === undefined) reader.skip(type);
    else fields.set(field, [...(fields.get(field) ?? []), content]);
  }
  return fields;
}
