/**
 * Holds the double, and our own calls, to Stripe's OpenAPI spec: every answer of the double is what the spec describes; every
 * call we make is one that stripe-mock accepts; what one refuses, the other refuses; and the double's parameter tables name
 * what Stripe names. Needs Go for stripe-mock: required in CI, skipped aloud elsewhere.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import Stripe from 'stripe';
import { createLog } from '../../functions/platform/log.ts';
import { createPayments } from '../../functions/platform/stripe.ts';
import type { Payments } from '../../functions/platform/stripe.ts';
import { API_ROUTES } from '../../local/stripe/api/apiRoutes.ts';
import { API_VERSION } from '../../local/stripe/model/stripeObjects.ts';
import { listTestPaymentMethodIds } from '../../local/stripe/model/testPaymentMethods.ts';
import { startStripeDouble } from '../../local/stripe/stripeDouble.ts';
import type { StripeDouble } from '../../local/stripe/stripeDouble.ts';
import { confirmAsBrowser, connectSdk, failureOf, idOf } from './stripe-harness.ts';
import { findStripeMock, startStripeMock } from './stripe-mock.ts';
import type { RunningMock } from './stripe-mock.ts';
import { StripeSpec } from './stripe-openapi.ts';
import { startRecorder } from './stripe-recorder.ts';
import type { Exchange, Recorder } from './stripe-recorder.ts';

const tools = await findStripeMock();
const missing = 'missing' in tools ? tools.missing : null;
if (missing !== null) process.stderr.write(`Stripe's contract is NOT checked here: ${missing}\n`);

const CLIENT_MEMBERS = new Set(['key']);
const RETURN_URL = 'http://127.0.0.1:9/orders/o1';
const DIRECT = { amount: 4200, currency: 'eur', confirm: true, return_url: RETURN_URL };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Everything in an answer that Stripe gives a name, with its name. */
function listNamed(value: unknown): [name: string, object: unknown][] {
  if (Array.isArray(value)) return value.flatMap(listNamed);
  if (!isObject(value)) return [];
  const inside = Object.values(value).flatMap(listNamed);
  if ('error' in value) return [['error', value], ...inside];
  const { object: name } = value;
  return typeof name === 'string' && name !== 'list' ? [[name, value], ...inside] : inside;
}

/** The calls our functions make, made by our functions. */
async function useOurCode(payments: Payments): Promise<string[]> {
  const request = { orderId: 'o1', eventId: 'e1', amountMinor: 4200, currency: 'EUR' };
  const created = await payments.createIntent(request);
  if (created.kind !== 'done') return [created.kind];
  const { id } = created.value;
  const answers = [
    created,
    await payments.retrieveIntent(id),
    await payments.refundIntent(id, 1200, 'refund-o1'),
    await payments.cancelIntent(id),
  ];
  return answers.map(({ kind }) => kind);
}

/** SEPA's ids differ by country only in their face. */
const isSepa = (id: string): boolean => /^pm_(success|failed|insufficientFunds)/.test(id);

/** Every kind of answer that the double has, by way of the SDK and as a browser. */
async function useEverything(stripe: Stripe, origin: string, settle: () => Promise<unknown>): Promise<void> {
  const methods = listTestPaymentMethodIds().filter((id) => !isSepa(id) || id.endsWith('_de'));
  for (const method of methods) {
    const currency = method.startsWith('pm_bacs') ? 'gbp' : method.startsWith('pm_us') ? 'usd' : 'eur';
    const { id } = await stripe.paymentIntents.create({ amount: 4200, currency, metadata: { method } });
    const parameters = {
      payment_method: method,
      return_url: RETURN_URL,
      expand: ['latest_charge', 'payment_method'],
    };
    await stripe.paymentIntents.confirm(id, parameters).catch(() => 'declined: its answer is on record');
  }
  const paid = await stripe.paymentIntents.create({ ...DIRECT, payment_method: 'pm_card_visa' });
  await stripe.refunds.create({ payment_intent: paid.id, amount: 200, reason: 'requested_by_customer' });
  const slow = await stripe.paymentIntents.create({ ...DIRECT, payment_method: 'pm_card_pendingRefund' });
  const failing = await stripe.paymentIntents.create({ ...DIRECT, payment_method: 'pm_card_refundFail' });
  const debited = await stripe.paymentIntents.create({ ...DIRECT, payment_method: 'pm_success_de' });
  for (const intent of [slow, failing]) await stripe.refunds.create({ payment_intent: intent.id });
  await settle();
  await stripe.refunds.create({ payment_intent: debited.id, metadata: { orderId: 'o1' } });
  await stripe.charges.retrieve(idOf(paid.latest_charge), { expand: ['refunds', 'payment_intent'] });
  await useOpenIntents(stripe, origin);
  await failureOf(stripe.paymentIntents.cancel(paid.id));
  await failureOf(stripe.paymentIntents.retrieve('pi_none'));
  await failureOf(stripe.refunds.create({ payment_intent: paid.id, amount: 99_999 }));
  const newest = await stripe.refunds.list({ payment_intent: paid.id, limit: 1, expand: ['data.charge'] });
  await stripe.refunds.retrieve(newest.data[0]?.id ?? '');
  await stripe.paymentIntents.list({ limit: 100, created: { gte: 1 } });
  await stripe.charges.list({ limit: 100 });
  for await (const event of stripe.events.list({ limit: 100 })) expect(event.api_version).toBe(API_VERSION);
  const created = await stripe.events.list({ types: ['payment_intent.created'], delivery_success: true });
  await stripe.events.retrieve(created.data[0]?.id ?? '');
}

async function useOpenIntents(stripe: Stripe, origin: string): Promise<void> {
  const open = await stripe.paymentIntents.create({
    amount: 4200,
    currency: 'eur',
    description: 'Two seats',
    automatic_payment_methods: { enabled: true, allow_redirects: 'always' },
    receipt_email: 'buyer@example.org',
    shipping: { name: 'A. Buyer', address: { line1: '1 rue de la Paix', country: 'FR' } },
  });
  await stripe.paymentIntents.update(open.id, { amount: 5000, metadata: { seat: 'a-1' } });
  const secret = open.client_secret ?? '';
  for (const method of ['pm_card_visa_chargeDeclined', 'pm_card_threeDSecure2Required', 'pm_card_visa']) {
    await confirmAsBrowser(origin, secret, { payment_method: method, return_url: RETURN_URL });
  }
  await fetch(
    `${origin}/v1/payment_intents/${open.id}?${new URLSearchParams({ key: 'pk_test_double', client_secret: secret }).toString()}`,
  );
  const given = await stripe.paymentIntents.create({
    amount: 4200,
    currency: 'eur',
    payment_method_types: ['card'],
  });
  await stripe.paymentIntents.cancel(given.id, { cancellation_reason: 'abandoned' });
}

/** The same request, as the shop's server would send it: stripe-mock knows no publishable keys. */
async function sendToMock(mock: RunningMock, { method, path, form }: Exchange): Promise<number> {
  const asServer = (encoded: string): string => {
    const fields = new URLSearchParams(encoded);
    for (const name of CLIENT_MEMBERS) fields.delete(name);
    return fields.toString();
  };
  const [pathname = '', query = ''] = path.split('?');
  const response = await fetch(`${mock.origin}${pathname}?${asServer(query)}`, {
    method,
    headers: {
      authorization: 'Bearer sk_test_double',
      'content-type': 'application/x-www-form-urlencoded',
    },
    ...(method === 'POST' && { body: asServer(form) }),
  });
  await response.arrayBuffer();
  return response.status;
}

const WRONG: [method: 'GET' | 'POST', path: string, form: string][] = [
  ['POST', '/v1/payment_intents', 'amount=4200'],
  ['POST', '/v1/payment_intents', 'currency=eur'],
  ['POST', '/v1/payment_intents', 'amount=4200&currency=eur&colour=red'],
  ['POST', '/v1/payment_intents', 'amount=much&currency=eur'],
  ['POST', '/v1/payment_intents', 'amount=4200&currency=eur&confirm=maybe'],
  ['POST', '/v1/payment_intents', 'amount=4200&currency=eur&capture_method=later'],
  ['POST', '/v1/payment_intents', 'amount=4200&currency=eur&automatic_payment_methods[colour]=red'],
  [
    'POST',
    '/v1/payment_intents',
    'amount=4200&currency=eur&automatic_payment_methods[allow_redirects]=never',
  ],
  ['POST', '/v1/payment_intents/pi_1/confirm', 'colour=red'],
  ['POST', '/v1/payment_intents/pi_1/cancel', 'reason=abandoned'],
  ['POST', '/v1/payment_intents/pi_1', 'confirm=true'],
  ['POST', '/v1/refunds', 'payment_intent=pi_1&amount=some'],
  ['POST', '/v1/refunds', 'payment_intent=pi_1&reason=bored'],
  ['GET', '/v1/events?colour=red', ''],
  ['GET', '/v1/payment_intents?limit=many', ''],
];

describe.skipIf(missing !== null)(
  `Stripe’s contract${missing === null ? '' : ` (skipped: ${missing})`}`,
  () => {
    let spec: StripeSpec;
    let mock: RunningMock;
    let double: StripeDouble;
    let recorder: Recorder;
    let exchanges: Exchange[];

    beforeAll(async () => {
      if ('missing' in tools) return;
      spec = new StripeSpec(tools.specPath);
      mock = await startStripeMock(tools.binary);
      double = await startStripeDouble();
      recorder = await startRecorder(double.origin);
      await useEverything(connectSdk(recorder), recorder.origin, () =>
        fetch(`${double.origin}/__/payments/settle`, { method: 'POST' }),
      );
      exchanges = [...recorder.exchanges];
    });
    afterAll(async () => {
      await recorder.close();
      await double.close();
      await mock.stop();
    });

    const paymentsAt = (origin: string): Payments =>
      createPayments(
        {
          secretKey: 'sk_test_double',
          webhookSecret: 'whsec_double',
          publishableKey: null,
          apiOrigin: new URL(origin),
        },
        { clock: () => new Date(), log: createLog(), timeoutMs: 8_000 },
      );

    it('is of the version that the double and the SDK speak', () => {
      expect(spec.version).toBe(API_VERSION);
      expect(Stripe.API_VERSION).toBe(API_VERSION);
    });

    it('accepts every call that our functions make, at stripe-mock and at the double', async () => {
      expect(await useOurCode(paymentsAt(mock.origin))).toEqual(['done', 'done', 'done', 'done']);
      const { value } = (await paymentsAt(recorder.origin).createIntent({
        orderId: 'o0',
        eventId: 'e1',
        amountMinor: 4200,
        currency: 'EUR',
      })) as { value: { clientSecret: string } };
      const fields = { payment_method: 'pm_card_visa', return_url: RETURN_URL };
      expect((await confirmAsBrowser(recorder.origin, value.clientSecret, fields)).status).toBe(200);
      // Not paid yet, so nothing to give back: refused, and the rest is done.
      expect(await useOurCode(paymentsAt(recorder.origin))).toEqual(['done', 'done', 'unusable', 'done']);
    });

    it('is kept by every answer of the double', { timeout: 90_000 }, () => {
      const named = exchanges.flatMap(({ body }) => listNamed(body));
      const wrong = new Set(named.flatMap(([name, object]) => spec.validate(name, object)));
      expect([...wrong]).toEqual([]);
      // The check itself has seen something of each kind, and of each outcome.
      const kinds = new Set(named.map(([name]) => name));
      for (const kind of ['payment_intent', 'charge', 'refund', 'event', 'payment_method', 'error']) {
        expect(kinds).toContain(kind);
      }
      expect(new Set(exchanges.map(({ status }) => status))).toEqual(new Set([200, 400, 402, 404]));
      const statuses = named.flatMap(([name, object]) =>
        name === 'payment_intent' && isObject(object) ? [object['status']] : [],
      );
      expect([...new Set(statuses)].toSorted()).toEqual([
        'canceled',
        'processing',
        'requires_action',
        'requires_confirmation',
        'requires_payment_method',
        'succeeded',
      ]);
    });

    it('is kept by every request that the double took', { timeout: 90_000 }, async () => {
      const taken = exchanges.filter(({ body }) => !/parameter_/.test(JSON.stringify(body)));
      expect(taken.length).toBeGreaterThan(100);
      const refused: string[] = [];
      for (const exchange of taken) {
        const status = await sendToMock(mock, exchange);
        if (status !== 200) refused.push(`${status} ${exchange.method} ${exchange.path} ${exchange.form}`);
      }
      expect(refused).toEqual([]);
    });

    it.each(WRONG)('refuses at both: %s %s %s', async (method, path, form) => {
      const headers = {
        authorization: 'Bearer sk_test_double',
        'content-type': 'application/x-www-form-urlencoded',
      };
      const send = async (origin: string): Promise<Response> =>
        fetch(`${origin}${path}`, { method, headers, ...(method === 'POST' && { body: form }) });
      const answers = [await send(mock.origin), await send(double.origin)];
      expect(answers.map(({ status }) => status)).toEqual([400, 400]);
      for (const answer of answers) {
        expect(await answer.json()).toMatchObject({ error: { type: 'invalid_request_error' } });
      }
    });

    it.each(API_ROUTES.map((route) => [route.method, route.path, route] as const))(
      'names the parameters of %s %s',
      (method, path, route) => {
        const specPath = spec.findPath(path);
        expect(specPath).toBeDefined();
        const theirs = spec.readParameters(method, specPath ?? '');
        expect(Object.keys(route.parameters).toSorted()).toEqual([...theirs.keys()].toSorted());
        for (const [name, ours] of Object.entries(route.parameters)) {
          const their = theirs.get(name);
          expect({ name, isRequired: ours.isRequired }).toEqual({ name, isRequired: their?.isRequired });
          if (ours.specType !== undefined) expect(their?.types).toContain(ours.specType);
          if (ours.values !== undefined) expect(ours.values.toSorted()).toEqual(their?.values.toSorted());
        }
      },
    );
  },
);
