import { STATUS_CODES } from 'node:http';
import { correctAddress, DownloadError, tryLater } from './download-error.ts';

/** Redirections that are followed. */
const mostRedirects = 5;

/**
 * Asks for an address, through a few redirections: none leads to another scheme than HTTP, or from HTTPS to HTTP. Throws a
 * DownloadError where the answer is no success, 206 and 416 aside; rejects with fetch's errors.
 */
export async function request(
  address: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Response> {
  let url = new URL(address);
  for (let redirects = 0; ; redirects++) {
    const response = await fetch(url.href, { headers, signal, redirect: 'manual' });
    if (response.status === 416) return response;
    if (response.ok && response.status !== 204) return response;
    await response.body?.cancel().catch(() => undefined);
    if (response.status < 300 || response.status > 399) throw refusal(response.status, url);
    if (redirects === mostRedirects) {
      throw new DownloadError(`it is redirected more than ${mostRedirects} times`, correctAddress);
    }
    url = redirected(response.headers.get('location'), url);
  }
}

function redirected(location: string | null, from: URL): URL {
  if (location === null || !URL.canParse(location, from.href)) {
    throw new DownloadError('it is redirected to no address', correctAddress);
  }
  const to = new URL(location, from);
  const scheme = to.protocol.slice(0, -1);
  if (scheme !== 'https' && scheme !== 'http') {
    throw new DownloadError(`it is redirected to \`${scheme}:\`, which is not followed`, correctAddress);
  }
  if (from.protocol === 'https:' && scheme === 'http') {
    throw new DownloadError('it is redirected from `https` to `http`, which is not followed', correctAddress);
  }
  if (to.username !== '' || to.password !== '') {
    throw new DownloadError('it is redirected to an address with a password', correctAddress);
  }
  return to;
}

/** What a status that is no success means. */
function refusal(status: number, url: URL): DownloadError {
  const words = STATUS_CODES[status];
  const said = `\`${url.host}\` says ${status}${words === undefined ? '' : ` (${words})`}`;
  if (status === 404 || status === 410) return new DownloadError(said, correctAddress);
  if (status === 401 || status === 403) {
    return new DownloadError(said, 'fetch the file yourself: no password is sent');
  }
  const again = status >= 500 || status === 429 || status === 408;
  return new DownloadError(said, again ? tryLater : correctAddress, again);
}
