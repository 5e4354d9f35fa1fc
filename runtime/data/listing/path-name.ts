/**
 * A path as paths are compared: with `/`, without `.//`, and in the one form of letters with accents, of which file systems
 * and spreadsheets use either.
 */
export const pathName = (path: string): string =>
  path
    .replaceAll('\\', '/')
    .replace(/\/\.?(?=\/)/g, '')
    .replace(/^(?:\.\/)+/, '')
    .normalize('NFC');
