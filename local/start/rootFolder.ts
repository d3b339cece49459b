/** Where the repository is, and what of it is shared by everything that runs locally. No IO. */
import path from 'node:path';

export const rootFolder = path.resolve(import.meta.dirname, '../..');

/** Node 24, the npm package: what every part runs on, whatever the system's own Node is. */
export const nodeBinary = path.join(rootFolder, 'node_modules/node/bin/node');

/** Ignored by git: built state, saved data, logs. */
export const localFolder = path.join(rootFolder, '.local');
