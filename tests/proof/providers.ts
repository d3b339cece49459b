/**
 * Providers that fail: a Firestore that is exhausted, away, silent, or whose answers are lost; a Stripe that is slow or
 * away. Every buyer is told what happened, nothing piles up, no buyer waits for another's payment, and who asks again is
 * answered as if it had been done once. The processes under attack run here, with their real clients; between them
 * and the emulator stands a proxy that fails as gRPC does. A seed is a scenario's number. IO: Firestore, Stripe's double.
 */
import type { EventId, OrderId } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import { giveUpOrder } from '../../functions/orders/giveUpOrder.ts';
import { startFirestoreProxy } from '../support/firestoreProxy.ts';
import { stack } from '../support/stack.ts';
import { stageEvent } from '../support/stageEvent.ts';
import { stageServices } from '../support/stageServices.ts';
import { resetKnobs, setKnobs } from '../support/stripeDouble.ts';
import { seedsTo } from './proof.ts';
import type { Proof, ProofRun } from './proof.ts';
import { firestoreScenarios } from './providersFirestore.ts';
import { stripeScenarios } from './providersStripe.ts';
import { runCases } from './runCases.ts';
import type { Scenario } from './scenario.ts';

export const scenarios: readonly Scenario[] = [...firestoreScenarios, ...stripeScenarios];

/** Four sections of 26 rows of twenty: room for twice 400 buyers of two, each for money. */
const roomyHall = Object.fromEntries(
  Array.from({ length: 4 }, (_, s) => [`s${s}`, Array.from({ length: 26 }, () => '.'.repeat(20))]),
);

/** Leaves no order behind at which the stack would look later, on whatever Stripe is made to do by then. */
async function giveUpAll({ firestore }: ProofRun['admin'], eventId: EventId): Promise<void> {
  const services = stageServices();
  const orders = await firestore.collection(paths.orders).where('eventId', '==', eventId).get();
  const unpaid = orders.docs.filter((order) => order.get('status') === 'awaiting-payment');
  for (const order of unpaid) await giveUpOrder(services, order.id as OrderId, 'cancelled');
}

/** Runs one scenario on an event of its own; answers what was violated. */
export async function runScenario(
  admin: ProofRun['admin'],
  scenario: Scenario,
  buyers: number,
): Promise<string[]> {
  const { eventId } = await stageEvent(admin.firestore, roomyHall);
  const proxy = await startFirestoreProxy(new URL(stack().firestore).host);
  await setKnobs({ drop: true });
  try {
    return await scenario.run({ admin, proxy, eventId, buyers });
  } finally {
    await resetKnobs();
    await proxy.close();
    await giveUpAll(admin, eventId);
  }
}

const wholeBuyers = 400;

export const providers: Proof = {
  name: 'providers',
  claim:
    'while Firestore or Stripe fails everybody learns what happened, nothing piles up, and money is right',
  allSeeds: () => seedsTo(scenarios.length),
  run: ({ admin, seeds, say }) =>
    runCases({ seeds, say }, 1, async (seed) => {
      const scenario = scenarios[seed - 1];
      if (!scenario) return { violations: ['there is no such scenario'], happened: [] };
      say(scenario.title);
      return { violations: await runScenario(admin, scenario, wholeBuyers), happened: ['scenarios'] };
    }),
};
