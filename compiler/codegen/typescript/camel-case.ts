/** A name of Keras's as TypeScript writes it: `kernel_size` is `kernelSize`. */
export const camelCase = (name: string): string =>
  name.replaceAll(/(?<=[^_])_+([a-z0-9])/gi, (_, letter: string) => letter.toUpperCase());
