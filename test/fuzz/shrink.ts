import type { FuzzInput } from './target.ts';

/** Tries, and processor seconds, after which what is left is small enough. */
const limits = { tries: 400, seconds: 8 };

/** An input from which pieces were cut as long as the same stays wrong; undefined where nothing can be cut. */
export async function shrink(
  input: FuzzInput,
  same: (input: FuzzInput) => Promise<boolean>,
): Promise<FuzzInput | undefined> {
  const began = process.cpuUsage();
  let tries = 0;
  const spent = (): boolean => {
    const { user, system } = process.cpuUsage(began);
    return tries >= limits.tries || (user + system) / 1e6 > limits.seconds;
  };
  let files = input;
  for (const name of input.keys()) {
    for (let piece = Math.ceil(lengthOf(files, name) / 2); piece >= 1 && !spent();) {
      let cut = false;
      for (let at = 0; at < lengthOf(files, name) && !spent();) {
        const without = new Map(files).set(name, withoutPiece(files, name, at, piece));
        tries++;
        if (await same(without)) [files, cut] = [without, true];
        else at += piece;
      }
      if (piece === 1 && !cut) break;
      piece = cut ? Math.min(piece, lengthOf(files, name)) : Math.floor(piece / 2);
    }
  }
  return files === input ? undefined : files;
}

const lengthOf = (files: FuzzInput, name: string): number => files.get(name)?.length ?? 0;

function withoutPiece(files: FuzzInput, name: string, at: number, length: number): Uint8Array {
  const bytes = files.get(name) ?? new Uint8Array();
  return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
}
