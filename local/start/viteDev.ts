/**
 * The part `web`, in development only: Vite's server, with hot reload. Browsers come through the front; the reload
 * channel alone goes straight here. PORT, and what the function `web` is told. IO: HTTP, watches web/.
 */
import path from 'node:path';
import { createServer } from 'vite';
import { announceReady, readPort, stopWhenAsked } from '../part.ts';
import { rootFolder } from './rootFolder.ts';

const host = '127.0.0.1';
const port = readPort();
const root = path.join(rootFolder, 'web');
// SvelteKit takes the folder that it runs in for the app's.
process.chdir(root);
const server = await createServer({
  root,
  server: { host, port, strictPort: true, hmr: { host, clientPort: port } },
  clearScreen: false,
});
await server.listen();
announceReady('web', `http://${host}:${port}`);
stopWhenAsked(() => server.close());
