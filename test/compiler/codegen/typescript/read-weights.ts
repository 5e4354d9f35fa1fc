import { decodeSafetensors } from '../../../../runtime/weights/safetensors.ts';

/** The weights of a safetensors file by name; loop indices are written as the compiler writes them. */
export function read(bytes: Uint8Array): ReadonlyMap<string, Float32Array> {
  const decoded = decodeSafetensors(bytes);
  if (!decoded.ok) throw new Error(decoded.problem);
  return new Map([...decoded.file.tensors].map(([name, { data }]) => [name, data]));
}
