/**
 * The proof of webhooks: orders are brought to their end at Stripe, whose webhooks come in any order, doubled, lost and
 * at once, between looks of our own. After the last look that production guarantees, every order of one scenario and
 * outcome is in one identical end state, and it is what Stripe says: paid with its tickets, one sale and one mail, or
 * never charged with its places free. In some cases nothing of ours looks once the money has moved, and every webhook
 * comes: those alone bring the order there. IO: the stack under test.
 */
import { readAnswers } from '@fashionista/domain/holdRecord';
import type { OrderId } from '@fashionista/domain/ids';
import { refreshOrder } from '../../functions/orders/changeOwnOrder.ts';
import { checkout } from '../../functions/orders/checkout.ts';
import { reconcileOrder } from '../../functions/orders/reconcileOrder.ts';
import { holdPlaces } from '../../functions/seats/holdPlaces.ts';
import type { Services } from '../../functions/services.ts';
import { seedRandom } from '../../local/seed/seededRandom.ts';
import type { AdminSdk } from '../support/adminSdk.ts';
import { awaitQuery } from '../support/awaitDocument.ts';
import { stack } from '../support/stack.ts';
import { nextRequestId } from '../support/stageServices.ts';
import { resetKnobs, setKnobs } from '../support/stripeDouble.ts';
import { anonymise } from './anonymise.ts';
import { addressOf, checkoutRequest, deliver, openCaseStage, placesOf, readOrder } from './caseStage.ts';
import type { Attack, CaseStage, PlantBug } from './caseStage.ts';
import { checkMoney, readEvents, readMoney } from './money.ts';
import type { Money, SentEvent } from './money.ts';
import { paymentScenarios } from './paymentScenarios.ts';
import { fillPostbag } from './postbag.ts';
import { seedsTo } from './proof.ts';
import type { Proof, ProofReport, ProofRun } from './proof.ts';
import { runCases } from './runCases.ts';
import { checkEnded, readShownWorld } from './world.ts';
import type { World } from './world.ts';

const wholeSize = 1_000;
const atOnce = 8;
const mailWithinMs = 120_000;
/** The scenarios in which no step of ours comes after the money: every third of their cases goes by webhooks alone. */
const endAtStripe = ['paid at once', 'declined, then paid', 'processing, then paid'];
const aloneEvery = 3;
const mostTogether = 3;
/** How often a webhook that is answered *come back* is sent again. */
const mostRepeats = 20;

/** A case of one of those that end at Stripe, by its seed. */
const goesAlone = (seed: number, scenario: string): boolean =>
  endAtStripe.includes(scenario) && Math.floor(seed / paymentScenarios.length) % aloneEvery === 1;

interface Played {
  seed: number;
  scenario: string;
  stage: CaseStage;
  orderId: OrderId;
  taken: ReadonlySet<string>;
}

async function openOrder(services: Services, stage: CaseStage) {
  const request = { eventId: stage.eventId, places: placesOf(1, 2), requestId: nextRequestId() };
  const held = await holdPlaces(services, stage.caller, request);
  const result = held.ok ? await checkout(services, stage.caller, checkoutRequest(stage)) : held;
  if (!result.ok) throw new Error(`no order: ${result.error.code}`);
  return result.value;
}

/** Delivers a webhook as Stripe does: again, as long as it is told to come back. */
async function deliverUntilTaken(stage: CaseStage, event: SentEvent): Promise<string[]> {
  for (let repeat = 0; repeat < mostRepeats; repeat += 1) {
    const status = await deliver(stage.startProcess(), event);
    if (status === 200) return [];
    if (status !== 503) return [`webhook ${event.type} was answered ${status}`];
  }
  return [`webhook ${event.type} is never taken`];
}

/** Every webhook there is, twice, in any order, a few at once; then the order must be paid. Answers what went wrong. */
async function deliverAlone(stage: CaseStage, events: SentEvent[], random: () => number): Promise<string[]> {
  const violations: string[] = [];
  const waiting: SentEvent[] = [];
  for (const copy of [...events, ...events])
    waiting.splice(Math.floor(random() * (waiting.length + 1)), 0, copy);
  while (waiting.length > 0) {
    const together = waiting.splice(0, 1 + Math.floor(random() * mostTogether));
    const wrong = await Promise.all(together.map((event) => deliverUntilTaken(stage, event)));
    violations.push(...wrong.flat());
  }
  const { status } = await readOrder(stage);
  if (status !== 'paid') violations.push(`by its webhooks alone the order is ${status}`);
  return violations;
}

async function playSeed(
  attack: Attack,
  seed: number,
): Promise<{ played: Played; violations: string[]; happened: string[] }> {
  const scenario = paymentScenarios[seed % paymentScenarios.length];
  if (!scenario) throw new Error(`there is no scenario for seed ${seed}`);
  const seeded = seedRandom(`webhooks ${seed}`);
  const random = () => seeded.next();
  const stage = await openCaseStage(attack, `payer${seed}`, false);
  const isAlone = goesAlone(seed, scenario.name);
  // Tasks of checkout look by themselves: of a case that goes by webhooks alone they are lost.
  const services = stage.startProcess(isAlone);
  const { orderId, clientSecret } = await openOrder(services, stage);
  const paymentIntentId = clientSecret.split('_secret_')[0] ?? '';
  const looks = [
    { name: 'asked by the page', run: () => refreshOrder(services, stage.caller, { orderId }) },
    { name: 'asked by a task', run: () => reconcileOrder(stage.startProcess(), orderId) },
  ];
  const postbag = fillPostbag(stage, paymentIntentId, looks, random);
  const wrong = await scenario.play({ stage, services, orderId, clientSecret, postbag, random });
  const taken = new Set<string>();
  if (isAlone) {
    const events = await readEvents(stage.stripe, paymentIntentId, stage.beganMs);
    wrong.push(...(await deliverAlone(stage, events, random)));
    for (const { id } of events) taken.add(id);
  } else {
    await postbag.deliver(1);
    await reconcileOrder(stage.startProcess(), orderId);
  }
  for (const id of postbag.taken) taken.add(id);
  return {
    played: { seed, scenario: scenario.name, stage, orderId, taken },
    violations: [...wrong, ...postbag.violations, ...stage.alarms],
    happened: [...postbag.happened, ...(isAlone ? ['by webhooks alone'] : [])],
  };
}

/** Until every mail of these orders is out: the stack sends them by itself. Others' mails are not waited for. */
async function awaitMails(
  { firestore }: AdminSdk,
  began: Date,
  orderIds: ReadonlySet<unknown>,
): Promise<void> {
  const made = firestore.collection('notifications').where('createdAt', '>=', began);
  const isSent = (status: unknown) => status === 'sent';
  await awaitQuery(
    made,
    ({ docs }) =>
      docs
        .filter((found) => orderIds.has(found.get('orderId')))
        .every((found) => isSent(found.get('channels.email.status'))),
    mailWithinMs,
  );
}

async function countMails(stage: CaseStage): Promise<number> {
  const answer = await fetch(`${stack().mail}/api/messages?to=${encodeURIComponent(addressOf(stage))}`);
  return ((await answer.json()) as unknown[]).length;
}

/** The end state, whole, without ids and instants. */
function describeEnd({ stage, orderId }: Played, world: World, money: Money | undefined): string {
  const [intent] = money?.intents ?? [];
  const names = new Map([
    [orderId, 'order'],
    [stage.eventId, 'event'],
    [stage.caller.uid, 'buyer'],
    ...(intent ? [[intent.id, 'intent'] as const] : []),
  ]);
  const holds = world.holds.map((hold) => ({ ...hold, answered: readAnswers(hold) }));
  return JSON.stringify(anonymise({ ...world, holds, entries: [...world.entries], money }, names));
}

/** Every event that was taken is kept as processed, and no other. */
async function checkNotices({ stage, orderId, taken }: Played): Promise<string[]> {
  const kept = await stage.admin.firestore.collection('stripeEvents').where('orderId', '==', orderId).get();
  const ids = kept.docs.map(({ id }) => id).toSorted();
  return JSON.stringify(ids) === JSON.stringify([...taken].toSorted())
    ? []
    : [`kept the events ${ids.join(', ')}, but took ${[...taken].join(', ')}`];
}

const endOf: Record<string, string[]> = { succeeded: ['paid'], canceled: ['cancelled', 'expired'] };

async function checkPlayed(played: Played, money: Money | undefined) {
  const { admin, eventId, index } = played.stage;
  const world = await readShownWorld(admin.firestore, eventId, index);
  const [order] = world.orders;
  if (!order) throw new Error('there is no order');
  const mails = await countMails(played.stage);
  const wantedMails = order.status === 'paid' ? 1 : 0;
  const atStripe = money?.intents[0]?.status ?? 'nothing';
  const violations = [
    ...checkEnded(world),
    ...checkMoney(order, money),
    ...(await checkNotices(played)),
    ...(mails === wantedMails ? [] : [`${mails} mails of a ${order.status} order`]),
    ...(endOf[atStripe]?.includes(order.status) ? [] : [`${order.status}, but at Stripe ${atStripe}`]),
  ];
  return { violations, end: describeEnd(played, world, money), group: `${played.scenario}: ${order.status}` };
}

async function runWebhooks({ admin, seeds, say }: ProofRun, plantBug: PlantBug): Promise<ProofReport> {
  const began = new Date();
  await setKnobs({ drop: true, processingMs: 600_000 });
  try {
    const all: Played[] = [];
    const report = await runCases({ seeds, say }, atOnce, async (seed) => {
      const { played, ...told } = await playSeed({ admin, plantBug }, seed);
      all.push(played);
      return told;
    });
    say('all are played; waiting for the mails');
    await awaitMails(admin, began, new Set(all.map(({ orderId }) => orderId)));
    const money = await readMoney();
    const ends = new Map<string, { seed: number; end: string }>();
    const bySeed = new Map(all.map((played) => [played.seed, played]));
    const checked = await runCases(
      { seeds: [...bySeed.keys()], say: () => undefined },
      atOnce,
      async (seed) => {
        const played = bySeed.get(seed);
        if (!played) throw new Error('was not played');
        const { violations, end, group } = await checkPlayed(played, money.get(played.orderId));
        const first = ends.get(group) ?? { seed, end };
        ends.set(group, first);
        if (first.end !== end)
          violations.push(`${group}: ends unlike seed ${first.seed}: ${end} / ${first.end}`);
        return { violations: violations.map((line) => `${played.scenario}: ${line}`), happened: [group] };
      },
    );
    return {
      cases: report.cases,
      violations: [...report.violations, ...checked.violations],
      counts: { ...report.counts, ...checked.counts },
    };
  } finally {
    await resetKnobs();
    await setKnobs({ processingMs: 2_000 });
  }
}

export const webhooks: Proof = {
  name: 'webhooks',
  claim:
    'in whatever order, doubled or lost, webhooks bring an order to the one end state that Stripe’s books say',
  allSeeds: () => seedsTo(wholeSize),
  run: (run) => runWebhooks(run, (store) => store),
};

/** The same where the looks of our own have a bug: for a test that it is caught. */
export const webhooksWith = (plantBug: PlantBug): Proof => ({
  ...webhooks,
  run: (run) => runWebhooks(run, plantBug),
});
