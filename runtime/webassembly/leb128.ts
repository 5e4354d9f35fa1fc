/** A whole number from 0 on in LEB128, as WebAssembly writes counts, indices and offsets. */
export function unsigned(number: number): number[] {
  const bytes: number[] = [];
  let left = number;
  while (left > 127) {
    bytes.push((left % 128) + 128);
    left = Math.floor(left / 128);
  }
  return [...bytes, left];
}

/** A 32-bit number in signed LEB128, as WebAssembly writes the constants of `i32.const`. */
export function signed(number: number): number[] {
  const bytes: number[] = [];
  let left = number | 0;
  for (;;) {
    const low = left & 127;
    left >>= 7;
    const last = left === (low >= 64 ? -1 : 0);
    bytes.push(last ? low : low | 128);
    if (last) return bytes;
  }
}
