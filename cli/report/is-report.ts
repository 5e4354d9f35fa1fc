/** Whether a file begins as reports do. */
export const isReport = (beginning: string): boolean =>
  /^<!doctype html>[^]*<meta name="generator" content="cnnc report">/.test(beginning);
