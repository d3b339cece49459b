/**
 * Stands between the Admin SDK and Firestore, and makes Firestore fail as gRPC does: a status in place of an answer, no
 * answer at all, or an answer that is lost after the call was carried out. What it lets through is not touched, so the
 * SDK's own repeats, time-outs and back-off are what is tested. IO: HTTP/2 without TLS, as the emulator speaks it.
 */
import { connect, constants, createServer } from 'node:http2';
import type {
  ClientHttp2Session,
  IncomingHttpHeaders,
  ServerHttp2Session,
  ServerHttp2Stream,
} from 'node:http2';
import type { AddressInfo } from 'node:net';

export const grpcStatus = { resourceExhausted: 8, unavailable: 14 } as const;

/** What becomes of a call. `lose`: it is carried out, but the answer never arrives. */
export type Fate = 'pass' | 'never' | 'lose' | { status: number };

export interface FirestoreProxy {
  /** host:port, as in FIRESTORE_EMULATOR_HOST. */
  host: string;
  /** Decides on each call from now on, by its method: `Commit`, `BatchGetDocuments`, `RunQuery`. */
  decide(fate: (method: string) => Fate): void;
  /** How many calls of a method came, failed ones included. */
  calls(method: string): number;
  /** How many calls wait for an answer just now. */
  waiting(): number;
  close(): Promise<void>;
}

const methodOf = (headers: IncomingHttpHeaders): string => String(headers[':path']).split('/').at(-1) ?? '';

/** Headers that HTTP/2 lets pass from one connection to the next. */
function forwardable(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const { connection: _, host: __, ...rest } = headers;
  return rest;
}

function refuse(stream: ServerHttp2Stream, status: number): void {
  stream.resume();
  stream.respond(
    {
      ':status': 200,
      'content-type': 'application/grpc',
      'grpc-status': String(status),
      'grpc-message': 'the proxy says so',
    },
    { endStream: true },
  );
}

function forward(
  upstream: ClientHttp2Session,
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
): void {
  const call = upstream.request(forwardable(headers));
  let trailers: IncomingHttpHeaders = {};
  stream.pipe(call);
  call.on('response', (answer, flags) => {
    const isWhole = (flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0;
    if (stream.destroyed) return;
    stream.respond(forwardable(answer), isWhole ? { endStream: true } : { waitForTrailers: true });
    if (!isWhole) call.pipe(stream);
  });
  call.on('trailers', (received: IncomingHttpHeaders) => {
    trailers = received;
  });
  stream.on('wantTrailers', () => stream.sendTrailers(trailers));
  stream.on('close', () => call.close());
  for (const end of [call, stream]) end.on('error', () => stream.destroy());
}

/** Carries the call out, and keeps what was answered to itself. */
function swallow(
  upstream: ClientHttp2Session,
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
): void {
  const call = upstream.request(forwardable(headers));
  stream.pipe(call);
  call.resume();
  call.on('error', () => stream.destroy());
}

/** `firestore`: the emulator's host:port. */
export async function startFirestoreProxy(firestore: string): Promise<FirestoreProxy> {
  const upstream = connect(`http://${firestore}`);
  const waiting = new Set<ServerHttp2Stream>();
  const counts = new Map<string, number>();
  let decide: (method: string) => Fate = () => 'pass';
  const sessions = new Set<ServerHttp2Session>();
  const server = createServer();
  server.on('session', (session) => sessions.add(session));
  server.on('stream', (stream, headers) => {
    const method = methodOf(headers);
    counts.set(method, (counts.get(method) ?? 0) + 1);
    waiting.add(stream);
    stream.on('close', () => waiting.delete(stream));
    stream.on('error', () => stream.destroy());
    const fate = decide(method);
    if (fate === 'pass') forward(upstream, stream, headers);
    else if (fate === 'lose') swallow(upstream, stream, headers);
    else if (fate === 'never') stream.resume();
    else refuse(stream, fate.status);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    decide: (fate) => {
      decide = fate;
    },
    calls: (method) => counts.get(method) ?? 0,
    waiting: () => waiting.size,
    close: async () => {
      for (const stream of waiting) stream.destroy();
      upstream.destroy();
      await new Promise((resolve) => {
        server.close(resolve);
        for (const session of sessions) session.destroy();
      });
    },
  };
}
