/**
 * 400 buyers, in a process of their own: each holds two seats at a time, best available, over real HTTP with its own
 * ID token, until it is told that there are none. IO: HTTP.
 */
import { Agent, setGlobalDispatcher } from 'undici';
import { answerParent } from '../support/child.ts';

export interface BuyersInput {
  api: string;
  eventId: string;
  tokens: string[];
  quantity: number;
}

export interface BuyersOutput {
  /** From the first request to the last place held, in milliseconds. */
  elapsedMs: number;
  /** When the last place was held, as wall time in milliseconds. */
  lastHeldAtMs: number;
  /** Of every answer, and of those that refused alone. */
  latenciesMs: number[];
  refusedMs: number[];
  places: string[];
  /** How often each error code was answered. */
  refusals: Record<string, number>;
}

async function sellOut({ api, eventId, tokens, quantity }: BuyersInput): Promise<BuyersOutput> {
  setGlobalDispatcher(new Agent({ connections: tokens.length, pipelining: 1 }));
  const output: BuyersOutput = {
    elapsedMs: 0,
    lastHeldAtMs: 0,
    latenciesMs: [],
    refusedMs: [],
    places: [],
    refusals: {},
  };
  const startedAt = performance.now();
  const buy = async (token: string): Promise<void> => {
    let held = new Set<string>();
    for (;;) {
      const askedAt = performance.now();
      const answer = await fetch(`${api}/api/seats/hold`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ eventId, quantity }),
      });
      const body = (await answer.json()) as { places?: { placeId: string }[]; error?: { code: string } };
      const now = performance.now();
      output.latenciesMs.push(now - askedAt);
      if (!body.places) {
        const code = body.error?.code ?? String(answer.status);
        output.refusals[code] = (output.refusals[code] ?? 0) + 1;
        output.refusedMs.push(now - askedAt);
        if (code === 'conflict' || code === 'unavailable') continue;
        return;
      }
      const all = body.places.map((place) => place.placeId);
      output.places.push(...all.filter((placeId) => !held.has(placeId)));
      output.elapsedMs = now - startedAt;
      output.lastHeldAtMs = performance.timeOrigin + now;
      held = new Set(all);
    }
  };
  await Promise.all(tokens.map(buy));
  return output;
}

answerParent(sellOut);
