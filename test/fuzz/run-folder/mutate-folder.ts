import type { RandomStream } from '../../../runtime/random.ts';
import { encodeIdentity } from '../../../runtime/train/identity-schema.ts';
import type { RunIdentity } from '../../../runtime/train/identity.ts';
import { sealed } from '../../../runtime/train/checkpoint.ts';
import { decodeSafetensors, encodeSafetensors } from '../../../runtime/weights/safetensors.ts';
import { chance, few, pick } from '../choices.ts';
import { mutateBytes } from '../mutate-bytes.ts';
import { mutateJson } from '../mutate-json.ts';
import type { FuzzInput } from '../target.ts';

/** Behind a file's name: it is a link to one with this content, or a directory with it. */
export const asLink = '@link';
export const asDirectory = '@directory';

type Files = Map<string, Uint8Array>;
type Change = (files: Files, name: string, stream: RandomStream, others: readonly FuzzInput[]) => void;

/** Names that a run, or somebody, leaves beside its files. */
const strange = [
  '.claim-1-0123456789ab',
  '.claim-x',
  '.run.json.tmp',
  '.checkpoint.safetensors.1-1-00000000-0123456789ab.tmp',
  'notes.txt',
];

const changes: readonly Change[] = [
  (files, name, stream, others) => {
    const bytes = others.flatMap((other) => [...other.values()]);
    files.set(name, mutateBytes(files.get(name) ?? Buffer.alloc(0), stream, bytes));
  },
  (files, name, stream) => files.set(name, withJson(name, files.get(name) ?? Buffer.alloc(0), stream)),
  (files, name, stream) => files.set(name, withJson(name, files.get(name) ?? Buffer.alloc(0), stream)),
  (files, name, stream) => files.set(name, withJson(name, files.get(name) ?? Buffer.alloc(0), stream)),
  (files, name) => files.delete(name),
  (files, name, stream, others) => {
    const other = pick(others, stream);
    files.set(
      name,
      other.get(chance(0.7, stream) ? name : pick([...other.keys()], stream)) ?? Buffer.alloc(0),
    );
  },
  (files, name, stream) => {
    const content = files.get(name) ?? Buffer.alloc(0);
    if (name.includes('@')) return;
    files.delete(name);
    files.set(`${name}${pick([asLink, asDirectory], stream)}`, content);
  },
  (files, _name, stream) => {
    files.set(pick(strange, stream), Buffer.from(pick(['', '{}', '{"pid": 1, "place": "a"}'], stream)));
  },
];

/** The file with the checksum of what it holds now, so that what stands behind that check is reached. */
function resealed(bytes: Uint8Array): Uint8Array {
  const decoded = decodeSafetensors(bytes);
  return decoded.ok ? encodeSafetensors(sealed(decoded.file)) : bytes;
}

/** Gives a `run.json` the checksum of what it holds, where it is JSON. */
function resealedIdentity(bytes: Uint8Array): Uint8Array {
  try {
    const { checksum: _, ...identity } = JSON.parse(Buffer.from(bytes).toString()) as RunIdentity & {
      readonly checksum?: unknown;
    };
    return Buffer.from(encodeIdentity(identity));
  } catch {
    return bytes;
  }
}

/** The folder of a run with a few changes. */
export function mutateFolder(
  folder: FuzzInput,
  others: readonly FuzzInput[],
  stream: RandomStream,
): FuzzInput {
  const files = new Map(folder);
  for (let left = few(3, stream); left > 0 && files.size > 0; left--) {
    // What is read back more often than what is only written.
    const read = ['checkpoint.safetensors', 'run.json'].filter((name) => files.has(name));
    const name =
      chance(0.7, stream) && read.length > 0 ? pick(read, stream) : pick([...files.keys()], stream);
    pick(changes, stream)(files, name, stream, others);
  }
  const checkpoint = files.get('checkpoint.safetensors');
  if (checkpoint !== undefined && chance(0.8, stream))
    files.set('checkpoint.safetensors', resealed(checkpoint));
  const identity = files.get('run.json');
  if (identity !== undefined && chance(0.8, stream)) files.set('run.json', resealedIdentity(identity));
  return files;
}

function withJson(name: string, bytes: Uint8Array, stream: RandomStream): Uint8Array {
  try {
    return name.endsWith('.safetensors') ? withHeader(bytes, stream) : withText(bytes, stream);
  } catch {
    return mutateBytes(bytes, stream);
  }
}

const withText = (bytes: Uint8Array, stream: RandomStream): Uint8Array =>
  Buffer.from(JSON.stringify(mutateJson(JSON.parse(Buffer.from(bytes).toString()), stream)) ?? '');

/** Changes the header of a file of tensors, or what the header's text says of how far a run had come. */
function withHeader(bytes: Uint8Array, stream: RandomStream): Uint8Array {
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  const header = JSON.parse(Buffer.from(bytes.subarray(8, 8 + length)).toString()) as {
    __metadata__?: Record<string, string>;
  };
  const metadata = header.__metadata__;
  const inner = metadata?.['progress'] !== undefined && chance(0.7, stream);
  if (inner)
    metadata['progress'] = JSON.stringify(mutateJson(JSON.parse(metadata['progress'] ?? ''), stream)) ?? '';
  const text = Buffer.from(JSON.stringify(inner ? header : mutateJson(header, stream)) ?? '');
  const begin = Buffer.alloc(8);
  begin.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([begin, text, bytes.subarray(8 + length)]);
}
