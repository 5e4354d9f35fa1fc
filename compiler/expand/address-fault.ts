/** What is wrong with an address, as a clause, and what to do. */
export interface AddressFault {
  readonly reason: string;
  readonly fix: string;
}

/** Why nothing can be fetched from an address that begins with `http://` or `https://`; undefined where it can. */
export function addressFault(address: string): AddressFault | undefined {
  const [, authority = '', path = ''] = /^https?:\/\/([^/?#\\]*)(.*)$/is.exec(address) ?? [];
  const blank = /[\s\u0000-\u0020\u007f]/.exec(address);
  if (blank !== null) return { reason: 'it has a blank', fix: 'leave the blank out, or write it as `%20`' };
  if (authority.includes('@')) {
    return { reason: 'it carries a user name', fix: 'leave out what is before the `@`: no password is sent' };
  }
  const port = /^(?:\[.*\]|[^[]*):([^:]*)$/.exec(authority)?.[1];
  if (port !== undefined && !isPort(port)) {
    return { reason: `\`${port}\` is no port`, fix: 'give a port of 1 to 65535, or none' };
  }
  if (authority === '' || port === authority || !URL.canParse(address)) {
    return {
      reason: `\`${authority}\` is no name of a host`,
      fix: 'write the address as `https://host/path`',
    };
  }
  if (/^\/?$/.test(path)) return { reason: 'it names a host and no file', fix: 'add the path of the file' };
  return undefined;
}

const isPort = (text: string): boolean => /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= 65535;
