/** The extension asks the server for the page of a code with this request; the answer is Markdown, or `null`. */
export const pageRequest = 'cnnc/page';
/** The extension asks the server which codes there are: a `PageTitle` each. */
export const pagesRequest = 'cnnc/pages';

export interface PageTitle {
  readonly code: string;
  readonly title: string;
}

/** The scheme of the addresses of pages: `cnnc-page:/CNN203.md`. */
export const pageScheme = 'cnnc-page';

export const pageUri = (code: string): string => `${pageScheme}:/${code}.md`;
