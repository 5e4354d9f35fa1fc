/** What reports are called in the folders of their runs. */
export const reportFile = 'report.html';

/** Whether a file begins as reports do. */
export const isReport = (beginning: string): boolean =>
  /^<!doctype html>[^]*<meta name="generator" content="cnnc report">/.test(beginning);
