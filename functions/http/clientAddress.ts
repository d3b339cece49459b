/**
 * Where a request comes from. `x-forwarded-for` grows from left to right: each proxy adds who asked it, and what stands left of
 * what trusted ones added is whatever the client wrote. Of an IPv6 address the network (/64) counts: it is what a
 * household or a server is given. No IO.
 */
import { isIPv6 } from 'node:net';
import type { Request } from 'firebase-functions/https';

/** `2001:db8::1` → its first four groups. */
function networkOf(address: string): string {
  // The URL parser writes every form of an address alike.
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const before = head.split(':').filter(Boolean);
  const after = tail?.split(':').filter(Boolean) ?? [];
  const groups = [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after];
  return groups.slice(0, 4).join(':');
}

/** A name fit for a key. Where nothing tells, all such requests count as one address. */
export function clientAddressOf(
  request: Pick<Request, 'get'> & { socket: { remoteAddress?: string | undefined } },
  trustedProxies: number,
): string {
  const told = (request.get('x-forwarded-for') ?? '')
    .split(',')
    .map((address) => address.trim())
    .filter(Boolean);
  const address = (told.at(-trustedProxies) ?? told[0] ?? request.socket.remoteAddress ?? 'unknown').replace(
    /^::ffff:(?=\d+\.)/,
    '',
  );
  return (isIPv6(address) ? networkOf(address) : address).replaceAll(/[^\w.:-]/g, '');
}
