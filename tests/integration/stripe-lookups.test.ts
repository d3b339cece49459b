/** What happened at the Stripe double so far, looked up: by the SDK’s lists, and on its front page. */
import { describe, expect, it } from 'vitest';
import { openPayer } from './stripe-payer.ts';

const { harness, stripe, createIntent, confirmWith } = await openPayer();

describe('lists', () => {
  it('page through payments, newest first, all of them once', async () => {
    const ids: string[] = [];
    for (let made = 0; made < 7; made += 1) ids.unshift((await createIntent()).id);
    const listed: string[] = [];
    for await (const intent of stripe.paymentIntents.list({ limit: 3 })) listed.push(intent.id);
    expect(listed).toEqual(ids);
  });

  it('find events by type, by a family of types, and by time', async () => {
    const intent = await createIntent();
    await confirmWith(intent.id, 'pm_card_visa');
    const succeeded = await stripe.events.list({ type: 'payment_intent.succeeded' });
    expect(succeeded.data).toHaveLength(1);
    const [event] = succeeded.data;
    expect(event).toMatchObject({
      api_version: '2026-08-26.dahlia',
      data: { object: { id: intent.id, status: 'succeeded' } },
    });
    expect(event?.request?.id).toMatch(/^req_/);
    expect((await stripe.events.retrieve(event?.id ?? '')).id).toBe(event?.id);
    const charges = await stripe.events.list({ type: 'charge.*' });
    expect(charges.data.map(({ type }) => type)).toEqual(['charge.updated', 'charge.succeeded']);
    const chosen = await stripe.events.list({ types: ['charge.updated', 'payment_intent.created'] });
    expect(chosen.data).toHaveLength(2);
    const later = { created: { gt: (event?.created ?? 0) + 60 } };
    expect((await stripe.events.list(later)).data).toHaveLength(0);
    expect((await stripe.events.list({ created: { gte: intent.created } })).data).toHaveLength(4);
  });
});

describe('the front page', () => {
  it('shows payments, events and their deliveries, and sends one again', async () => {
    const intent = await createIntent({ description: '<b>A12</b>' });
    await harness.flush();
    const page = await (await fetch(harness.double.origin)).text();
    expect(page).toContain(intent.id);
    expect(page).toContain('&lt;b&gt;A12&lt;/b&gt;');
    expect(page).toContain('delivered (200)');
    const action = /action="(\/__\/events\/[^"]+\/resend)"/.exec(page)?.[1] ?? '';
    const resent = await fetch(`${harness.double.origin}${action}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { accept: 'text/html' },
      body: new URLSearchParams(),
    });
    expect(resent.status).toBe(303);
    expect(harness.receiver.events.map(({ type }) => type)).toEqual(['payment_intent.created']);
  });
});
