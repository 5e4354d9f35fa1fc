/*
 * A text has one name: of a file its path, so that imports are followed as the command line does; of anything else its URI with
 * one slash behind the scheme, which a path is, too.
 */

const fileScheme = 'file://';

/** The name of what a URI stands for. */
export function nameOf(uri: string): string {
  if (!uri.startsWith(fileScheme)) return decoded(uri.replace(/^([a-z][\w+.-]+:)\/\//i, '$1/'));
  const path = uri.slice(fileScheme.length);
  return decoded(path.slice(Math.max(0, path.indexOf('/'))));
}

/** The URI of a name. */
export function uriOf(name: string): string {
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
