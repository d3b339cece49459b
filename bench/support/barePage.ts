/** A page that this process serves: the floor under what a browser does with the portal's. IO: a server on loopback. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface BarePage {
  origin: string;
  close: () => void;
}

/** From this machine, as the portal is: a browser lets no page of elsewhere ask what runs here. */
export async function serveBarePage(html: string): Promise<BarePage> {
  const server = createServer(({ url }, answer) => {
    answer.setHeader('content-type', 'text/html; charset=utf-8');
    if (url === '/') answer.end(html);
    else answer.writeHead(404).end();
  });
  server.unref();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
