import { libraryNames } from '../../compiler/library/library.ts';

/*
 * A text has one name: of a file its path, so that imports are followed as the command line does; of what ships with the compiler
 * what it is imported by; of anything else its URI with one slash behind the scheme, which a path is, too.
 */

const fileScheme = 'file://';
/** Of the URIs of what ships with the compiler: `cnnc-library:/applications/resnet.cnn`. */
export const libraryScheme = 'cnnc-library';
const libraryUri = new RegExp(`^${libraryScheme}:/*(.+)\\.cnn$`);

/** The name of what a URI stands for. */
export function nameOf(uri: string): string {
  const [, shipped] = libraryUri.exec(uri) ?? [];
  if (shipped !== undefined) return `cnn:${shipped}`;
  if (!uri.startsWith(fileScheme)) return decoded(uri.replace(/^([a-z][\w+.-]+:)\/\//i, '$1/'));
  const path = uri.slice(fileScheme.length);
  return decoded(path.slice(Math.max(0, path.indexOf('/'))));
}

/** The URI of a name. */
export function uriOf(name: string): string {
  if (libraryNames.includes(name)) return `${libraryScheme}:/${name.slice('cnn:'.length)}.cnn`;
  const encoded = name.split('/').map(encodeURIComponent).join('/');
  if (name.startsWith('/')) return `${fileScheme}${encoded}`;
  const [, scheme, rest = ''] = /^([a-z][\w+.-]+:)(.*)$/is.exec(name) ?? [];
  if (scheme === undefined) return encoded;
  const path = rest.split('/').map(encodeURIComponent).join('/');
  return rest.startsWith('/') ? `${scheme}/${path}` : `${scheme}${path}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
