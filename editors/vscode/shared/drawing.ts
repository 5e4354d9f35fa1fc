/** The extension asks the server for a picture with this request. */
export const graphRequest = 'cnnc/graph';

/** Of the model around a line, counted from 0. */
export interface GraphParams {
  readonly uri: string;
  readonly line: number;
}

/** A picture in SVG, whose boxes say in `data-line` which line they come from, counted from 1; or why there is none. */
export type Drawing = { readonly model: string; readonly svg: string } | { readonly reason: string };
