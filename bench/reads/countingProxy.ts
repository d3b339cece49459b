/**
 * Stands between one viewer's browser and the Firestore emulator and counts what is read. WebChannel's streams pass as
 * they come, nothing is held back. What is no HTTP/1.1 (servers speak gRPC) passes uncounted, and so does what comes
 * from no browser: pages are rendered by a server, whose reads are not the viewer's. IO: sockets.
 */
import { createServer, request as askUpstream } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect, createServer as createSocketServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { ListenLedger, ServerStream } from './listenStream.ts';

export interface CountingProxy {
  origin: string;
  /** What the browser listens to, and the documents it was sent. */
  ledger: ListenLedger;
  /** Whatever was read by other ways than listening; the portal's pages have none. */
  otherRequests: string[];
  close: () => Promise<void>;
}

const listenPath = '/google.firestore.v1.Firestore/Listen/channel';
const gRpcBegins = 'PRI * HTTP/2';

export async function startCountingProxy(upstream: string): Promise<CountingProxy> {
  const ledger = new ListenLedger();
  const otherRequests: string[] = [];
  const { hostname, port } = new URL(upstream);

  const pass = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const isBrowser = incoming.headers.origin !== undefined;
    const listens = incoming.url?.startsWith(listenPath) === true;
    if (isBrowser && !listens && incoming.url !== '/' && incoming.method !== 'OPTIONS')
      otherRequests.push(`${incoming.method} ${incoming.url}`);
    // Compressed, a stream could not be read as it passes.
    const headers = { ...incoming.headers, 'accept-encoding': 'identity' };
    const asked = askUpstream({ hostname, port, method: incoming.method, path: incoming.url, headers });
    asked.on('response', (answered) => {
      outgoing.writeHead(answered.statusCode ?? 502, answered.headers);
      outgoing.flushHeaders();
      if (isBrowser && listens && answered.statusCode === 200) {
        const stream = new ServerStream();
        const session = new URL(incoming.url ?? '', upstream).searchParams.get('SID') ?? 'not begun';
        answered.on('data', (bytes: Buffer) => ledger.heardServer(session, stream.read(bytes)));
      }
      answered.pipe(outgoing);
    });
    asked.on('error', () => outgoing.destroy());
    outgoing.on('close', () => asked.destroy());
    if (isBrowser && listens && incoming.method === 'POST')
      readBody(incoming, (body) => ledger.heardBrowser(body));
    incoming.pipe(asked);
  };

  const http = createServer(pass);
  const sockets = new Set<Socket>();
  const entrance = createSocketServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // Whoever goes away in the middle is no fault of ours.
    socket.on('error', () => socket.destroy());
    socket.once('data', (first) => {
      socket.pause();
      if (!first.toString('latin1').startsWith(gRpcBegins)) {
        socket.unshift(first);
        http.emit('connection', socket);
        socket.resume();
        return;
      }
      const through = connect(Number(port), hostname);
      through.on('error', () => socket.destroy());
      through.on('close', () => socket.destroy());
      socket.on('close', () => through.destroy());
      through.write(first);
      socket.pipe(through).pipe(socket);
    });
  });
  await new Promise<void>((resolve) => entrance.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(entrance.address() as AddressInfo).port}`,
    ledger,
    otherRequests,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => entrance.close(resolve));
    },
  };
}

function readBody(incoming: IncomingMessage, tell: (body: string) => void): void {
  const chunks: Buffer[] = [];
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
  incoming.on('end', () => tell(Buffer.concat(chunks).toString()));
}
