/** A file, and the directory that it lies in, which is that of the data. */
export interface FilePlace {
  readonly directory: string;
  readonly file: string;
}

/** The directory and the name of a path. */
export function filePlace(path: string): FilePlace {
  const [, directory = '', file = ''] = /^(.*[\\/])?([^\\/]*)$/s.exec(path) ?? [];
  return { directory: directory === '' ? '.' : directory, file };
}
