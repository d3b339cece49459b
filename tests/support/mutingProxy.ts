/**
 * Stands between one browser and the Firestore emulator and can be struck dumb: streams stay open, everything is taken,
 * and nothing more is said. So a listener dies when a network forgets a connection: no error, no end. IO: HTTP.
 */
import { createServer, request as askUpstream } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface MutingProxy {
  origin: string;
  /** What listens says nothing from now on, on streams old and new. What asks whether anybody is there is answered. */
  mute(): void;
  /** New streams speak again. Those that fell silent stay so. */
  unmute(): void;
  close(): Promise<void>;
}

const listenPath = '/google.firestore.v1.Firestore/Listen/channel';

export async function startMutingProxy(upstream: string): Promise<MutingProxy> {
  const { hostname, port } = new URL(upstream);
  const streams = new Set<() => void>();
  let isMute = false;

  const pass = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const { method, url, headers } = incoming;
    const asked = askUpstream({ hostname, port, method, path: url, headers });
    const isStream = method === 'GET' && url?.startsWith(listenPath) === true;
    if (isStream && isMute) {
      incoming.resume();
      return;
    }
    asked.on('response', (answered) => {
      outgoing.writeHead(answered.statusCode ?? 502, answered.headers);
      outgoing.flushHeaders();
      answered.pipe(outgoing, { end: false });
      const silence = () => {
        answered.unpipe(outgoing);
        answered.resume();
        answered.off('end', end);
      };
      const end = () => outgoing.end();
      answered.on('end', end);
      if (isStream) streams.add(silence);
      outgoing.on('close', () => streams.delete(silence));
    });
    asked.on('error', () => outgoing.destroy());
    outgoing.on('close', () => asked.destroy());
    incoming.pipe(asked);
  };

  const server = createServer(pass);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mute: () => {
      isMute = true;
      for (const silence of streams) silence();
    },
    unmute: () => {
      isMute = false;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
