/**
 * In development only: hands pages and static files to Vite, its reload channel included, instead of the function `web` and
 * the built files. It stands apart because nothing of it exists in production.
 * IO: HTTP and WebSocket to Vite.
 */
import { createProxyServer } from 'http-proxy-3';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Socket } from 'node:net';

export type Forward = (request: IncomingMessage, response: ServerResponse) => void;

/** Answers the function that forwards requests; upgrades on `server` are forwarded from now on. */
export function createViteProxy(server: Server, viteOrigin: string): Forward {
  const proxy = createProxyServer({ target: viteOrigin, ws: true, xfwd: true });
  proxy.on('error', (error, _request, answer) => {
    process.stderr.write(`Vite at ${viteOrigin}: ${error.message}\n`);
    if (answer instanceof Socket) answer.destroy();
    else if (!answer.headersSent)
      answer.writeHead(502, { 'content-type': 'text/plain' }).end('Vite cannot be reached.\n');
  });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    proxy.ws(request, socket, head);
  });
  return (request, response) => proxy.web(request, response);
}
