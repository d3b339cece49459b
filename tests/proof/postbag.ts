/**
 * Stripe's webhooks about one order, delivered as badly as Stripe may: in any order, some doubled, some lost, two or three
 * at once, between looks of our own. What is not answered by 2xx comes again, as at Stripe. IO: HTTP, Stripe's double.
 */
import { stack } from '../support/stack.ts';
import { readEvents, signatureOf } from './money.ts';
import type { SentEvent } from './money.ts';
import type { CaseStage } from './caseStage.ts';

const lostShare = 0.25;
const doubledShare = 0.35;
const lookShare = 0.35;
const mostAtOnce = 3;
/** Answers of "come back" in a row after which nothing is to be expected any more. */
const mostRefusals = 50;

export interface Postbag {
  /** Delivers this share (0–1) of what Stripe has sent by now and was neither delivered nor lost. */
  deliver(share: number): Promise<void>;
  /** The ids of the events that were taken: 2xx. */
  taken: ReadonlySet<string>;
  /** What was done with events: `delivered`, `doubled`, `lost`, `come back`, `looked`. */
  happened: string[];
  violations: string[];
}

export interface Look {
  name: string;
  run: () => Promise<unknown>;
}

async function post(event: SentEvent): Promise<number> {
  const answer = await fetch(`${stack().webhooks}/webhooks/stripe`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'stripe-signature': signatureOf(event.body) },
    body: event.body,
  });
  await answer.text();
  return answer.status;
}

/** `looks`: what else has the server ask Stripe meanwhile. */
export function fillPostbag(
  stage: CaseStage,
  paymentIntentId: string,
  looks: readonly Look[],
  random: () => number,
): Postbag {
  const seen = new Set<string>();
  const taken = new Set<string>();
  const waiting: SentEvent[] = [];
  const happened: string[] = [];
  const violations: string[] = [];

  /** Stripe sends: each event not at all, once, or twice, into a bag that is shaken. */
  const collect = async (): Promise<void> => {
    for (const event of await readEvents(stage.stripe, paymentIntentId, stage.beganMs)) {
      if (seen.has(event.id)) continue;
      seen.add(event.id);
      const isLost = random() < lostShare;
      const isDoubled = !isLost && random() < doubledShare;
      if (isLost || isDoubled) happened.push(isLost ? 'lost' : 'doubled');
      const copies = isLost ? [] : isDoubled ? [event, event] : [event];
      for (const copy of copies) waiting.splice(Math.floor(random() * (waiting.length + 1)), 0, copy);
    }
  };

  const deliverOne = async (event: SentEvent): Promise<void> => {
    const status = await post(event);
    happened.push(status === 503 ? 'come back' : 'delivered');
    if (status === 200) taken.add(event.id);
    else if (status === 503) waiting.push(event);
    else violations.push(`webhook ${event.type} was answered ${status}`);
  };

  const look = async ({ name, run }: Look): Promise<void> => {
    await run();
    happened.push(name);
  };

  const deliver = async (share: number): Promise<void> => {
    await collect();
    const keep = Math.floor(waiting.length * (1 - share));
    let refusals = 0;
    while (waiting.length > keep && refusals < mostRefusals) {
      const before = waiting.length;
      const together = waiting.splice(0, 1 + Math.floor(random() * mostAtOnce));
      const looking = looks.filter(() => random() < lookShare);
      await Promise.all([...together.map(deliverOne), ...looking.map(look)]);
      refusals = waiting.length === before ? refusals + 1 : 0;
    }
    if (refusals > 0) violations.push(`${waiting.length} webhooks are never taken`);
  };

  return { deliver, taken, happened, violations };
}
