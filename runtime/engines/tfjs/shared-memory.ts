/** The id of the section that says how large a module's memory is. */
const memorySection = 5;
/** What such a section begins with for one memory that has a maximum, and what it then says of it: shared by threads. */
const oneMemory = 1;
const hasMaximum = 1;
const isShared = 2;

/**
 * A WebAssembly module whose own memory is one that threads can share, as the module runs on either; undefined where it has
 * none with a maximum.
 */
export function withSharedMemory(module: Uint8Array): Uint8Array | undefined {
  const headerBytes = 8;
  for (let at = headerBytes; at < module.length;) {
    const { value: length, next } = count(module, at + 1);
    if (module[at] === memorySection) {
      if (module[next] !== oneMemory || module[next + 1] !== hasMaximum) return undefined;
      const shared = module.slice();
      shared[next + 1] = hasMaximum | isShared;
      return shared;
    }
    at = next + length;
  }
  return undefined;
}

/** A number in LEB128. */
function count(bytes: Uint8Array, at: number): { readonly value: number; readonly next: number } {
  let [value, place, next] = [0, 1, at];
  for (;;) {
    const byte = bytes[next] ?? 0;
    next += 1;
    value += (byte & 127) * place;
    if (byte < 128) return { value, next };
    place *= 128;
  }
}
