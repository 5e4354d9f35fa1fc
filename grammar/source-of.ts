/** A path as the source that it most likely is: a folder of pictures, or IDX files by the name of a set that comes in them. */
export const sourceOf = (path: string): string =>
  `${/mnist|idx|ubyte/i.test(path) ? 'idx' : 'folder'}("${path}")`;
