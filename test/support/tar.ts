/** Members of a tar archive by their names, in their order; a name that is too long for its header is told as GNU's tar does. */
export function tarOf(members: readonly (readonly [name: string, bytes: Uint8Array | string])[]): Buffer {
  const blocks = members.flatMap(([name, content]) => {
    const bytes = Buffer.from(content);
    const long =
      Buffer.byteLength(name) > 100 ? [...member('././@LongLink', Buffer.from(`${name}\0`), 'L')] : [];
    return [...long, ...member(name, bytes, '0')];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

/** A member: its header, its content, and what fills the last block. */
export function member(name: string, bytes: Buffer, type: string): readonly Buffer[] {
  const header = Buffer.alloc(512);
  header.write(name, 0, 100);
  header.write('0000644\0', 100);
  header.write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write('00000000000\0', 136);
  header.write('        ', 148);
  header.write(type, 156);
  header.write('ustar\0' + '00', 257);
  const sum = header.reduce((all, byte) => all + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return [header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
}
