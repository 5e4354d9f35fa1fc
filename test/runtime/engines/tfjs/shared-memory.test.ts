import { describe, expect, it } from 'vitest';
import { withSharedMemory } from '../../../../runtime/engines/tfjs/shared-memory.ts';

const header = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
/** A custom section, to be passed over. */
const note = [0, 3, 1, 0x61, 5];

describe('a module’s own memory', () => {
  it('is shared by one bit, behind other sections', () => {
    const bytes = Uint8Array.from([...header, ...note, 5, 5, 1, 1, 1, 0x80, 2, ...note]);
    const shared = withSharedMemory(bytes);
    expect(shared).toEqual(Uint8Array.from([...header, ...note, 5, 5, 1, 3, 1, 0x80, 2, ...note]));
    expect(bytes[header.length + note.length + 3]).toBe(1);
    expect(() => new WebAssembly.Module(shared! as Uint8Array<ArrayBuffer>)).not.toThrow();
  });

  it.each([
    ['has no maximum', [...header, 5, 3, 1, 0, 1]],
    ['is not there', [...header, ...note]],
    ['is one of two', [...header, 5, 7, 2, 1, 1, 2, 1, 1, 2]],
  ])('that %s stays as it is', (_, bytes) => {
    expect(withSharedMemory(Uint8Array.from(bytes))).toBeUndefined();
  });
});
