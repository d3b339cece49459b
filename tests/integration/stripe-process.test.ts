import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type Stripe from 'stripe';
import { connectSdk, startReceiver } from './stripe-harness.ts';
import type { Receiver } from './stripe-harness.ts';

type Running = { child: ChildProcess; origin: string; stripe: Stripe };

let folder = '';
let receiver: Receiver;
let running: Running[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stripe-double-'));
  receiver = await startReceiver();
});
afterEach(async () => {
  for (const { child } of running) if (child.exitCode === null) child.kill('SIGKILL');
  running = [];
  await receiver.close();
  rmSync(folder, { recursive: true });
});

async function start(env: Record<string, string> = {}): Promise<Running> {
  const child = spawn(process.execPath, ['local/stripe/main.ts'], {
    env: { ...process.env, PORT: '0', STATE_DIR: folder, STRIPE_WEBHOOK_URL: receiver.url, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const ready = JSON.parse(line) as { part: string; origin: string };
  expect(ready.part).toBe('stripe');
  const started = {
    child,
    origin: ready.origin,
    stripe: connectSdk({ port: Number(new URL(ready.origin).port) }),
  };
  running.push(started);
  return started;
}

async function end({ child }: Running, signal: NodeJS.Signals): Promise<unknown[]> {
  const ended = once(child, 'exit');
  child.kill(signal);
  return ended;
}

const INTENT = { amount: 4200, currency: 'eur', automatic_payment_methods: { enabled: true } };

describe('the double as a process', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('ends in order on %s', async (signal) => {
    expect(await end(await start(), signal)).toEqual([0, null]);
  });

  it('ends with its stdin where it is told to', async () => {
    const { child } = await start({ EXIT_WITH_STDIN: '1' });
    const ended = once(child, 'exit');
    child.stdin?.end();
    expect(await ended).toEqual([0, null]);
  });

  it('keeps payments, keys and undelivered events, even when it is killed', async () => {
    const first = await start();
    await fetch(`${first.origin}/__/knobs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ delayMs: 600_000, processingMs: 600_000 }),
    });
    const paid = await first.stripe.paymentIntents.create(INTENT, { idempotencyKey: 'order_1' });
    await first.stripe.paymentIntents.confirm(paid.id, { payment_method: 'pm_card_visa' });
    const slow = await first.stripe.paymentIntents.create(INTENT);
    await first.stripe.paymentIntents.confirm(slow.id, { payment_method: 'pm_success_de' });
    await end(first, 'SIGKILL');
    expect(receiver.events).toEqual([]);

    const second = await start();
    expect((await second.stripe.paymentIntents.retrieve(paid.id)).status).toBe('succeeded');
    expect((await second.stripe.paymentIntents.create(INTENT, { idempotencyKey: 'order_1' })).id).toBe(
      paid.id,
    );
    await fetch(`${second.origin}/__/payments/settle`, { method: 'POST' });
    expect((await second.stripe.paymentIntents.retrieve(slow.id)).status).toBe('succeeded');
    await fetch(`${second.origin}/__/webhooks/flush`, { method: 'POST' });
    const succeeded = receiver.events.filter(({ type }) => type === 'payment_intent.succeeded');
    const told = succeeded.map(({ data }) => (data.object as Stripe.PaymentIntent).id);
    expect(new Set(told)).toEqual(new Set([paid.id, slow.id]));
  });
});
