const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  EISDIR: 'it is a directory',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  ENOTDIR: 'a part of its path is not a directory',
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'its links go in a circle',
  ENXIO: 'it is a socket or a device, not a file',
  EMFILE: 'this process has too many files open',
  EIO: 'the disk cannot read it',
  ERR_INVALID_ARG_VALUE: 'no file can have this name',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'it is not a UTF-8 text',
};

/** The code that the system, or Node, gives an error; empty where it gives none. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/** Why the system refused a file, in words. */
export const reasonOf = (error: unknown): string =>
  reasons[codeOf(error)] ?? (error instanceof Error ? error.message : String(error));
