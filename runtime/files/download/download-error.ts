import { codeOf } from '../reason-of.ts';
import { writeFailure } from '../write-failure.ts';

/**
 * Why something is not fetched: the message follows "cannot be fetched:", `fix` is what to do. `again`: whether
 * another try may do better.
 */
export class DownloadError extends Error {
  readonly fix: string;
  readonly again: boolean;

  constructor(reason: string, fix: string, again = false) {
    super(reason);
    this.name = 'DownloadError';
    this.fix = fix;
    this.again = again;
  }
}

export const correctAddress = 'correct the address';
export const tryLater = 'try again later';

/** Reason, fix, and whether another try may do better, by the codes of Node, its TLS and its HTTP. */
const reasons: Readonly<Record<string, readonly [reason: string, fix: string, again?: true]>> = {
  ENOTFOUND: ['there is no host of this name', 'connect this machine to the network, or correct the address'],
  EAI_AGAIN: ['the name of the host cannot be looked up', 'connect this machine to the network', true],
  ECONNREFUSED: ['the host refuses the connection', 'correct the address and its port, or try again later'],
  ECONNRESET: ['the host has broken the connection off', tryLater, true],
  EPIPE: ['the host has broken the connection off', tryLater, true],
  UND_ERR_SOCKET: ['the host has broken the connection off', tryLater, true],
  EHOSTUNREACH: ['the host cannot be reached', 'connect this machine to its network'],
  ENETUNREACH: ['the host cannot be reached', 'connect this machine to its network'],
  ETIMEDOUT: ['the host does not answer', tryLater, true],
  UND_ERR_CONNECT_TIMEOUT: ['the host does not answer', tryLater, true],
  UND_ERR_HEADERS_TIMEOUT: ['the host does not answer', tryLater],
  UND_ERR_BODY_TIMEOUT: ['the host says nothing more', tryLater],
  UND_ERR_HEADERS_OVERFLOW: ['its answer begins with more than is read', correctAddress],
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: ['it sends another number of bytes than it says', tryLater],
  Z_DATA_ERROR: ['what it sends is damaged: it cannot be unpacked', tryLater],
  Z_BUF_ERROR: ['what it sends is damaged: it cannot be unpacked', tryLater],
};

/** A failure of fetching or of writing what came, for people. */
export function downloadError(error: unknown): DownloadError {
  if (error instanceof DownloadError) return error;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof DownloadError) return cause;
  const code = codeOf(cause);
  const [reason, fix, again] = reasons[code] ?? [];
  if (reason !== undefined && fix !== undefined) return new DownloadError(reason, fix, again);
  const message = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
  if (code.startsWith('HPE_'))
    return new DownloadError('what answers there does not speak HTTP', correctAddress);
  if (/^(CERT_|ERR_TLS|ERR_SSL|EPROTO|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(code)) {
    return new DownloadError(
      `the connection is not safe (${message})`,
      'correct the address, or the certificates of this machine',
    );
  }
  if (message === 'bad port') return new DownloadError('nothing is fetched from its port', correctAddress);
  if (message === 'terminated' || message === 'other side closed') {
    return new DownloadError('the host has broken the connection off', tryLater, true);
  }
  const failure = writeFailure(cause);
  return code === '' ? new DownloadError(message, tryLater) : new DownloadError(failure.reason, failure.fix);
}
