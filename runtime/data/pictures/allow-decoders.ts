import sharp from 'sharp';

const formats = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Tiff'];

/** Lets only these decoders run in the whole process, whatever a file's name says. */
export function allowDecoders(): void {
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: formats.map((format) => `VipsForeignLoad${format}`) });
  sharp.cache(false);
}
