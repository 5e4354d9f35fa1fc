/** Asks the client for the text of a file; `null`: there is none. */
export const readFileRequest = 'cnnc/readFile';
/** Asks the client for the URIs of the `.cnn` files in the workspace. */
export const listFilesRequest = 'cnnc/listFiles';
