/**
 * The proof of crashes: a process dies at each of its calls of the platform, before or after it, in every step of the
 * hot path. Then another goes on: the buyer comes back with the same request or never does, Stripe's webhooks come or
 * do not, tasks were lost or not, time runs out, the sweep runs. No place is lost or sold twice, no charge is without
 * tickets or refund, stock always comes back, and as soon as its time is over. IO: the stack under test.
 */
import { extensionMinutes, holdMinutes } from '@fashionista/domain/holdDecisions';
import { payMinutes } from '@fashionista/domain/orderDecisions';
import { sweep } from '../../functions/background/sweep.ts';
import { checkout } from '../../functions/orders/checkout.ts';
import { seedRandom } from '../../local/seed/seededRandom.ts';
import type { Crash } from '../support/crashingServices.ts';
import { resetKnobs, setKnobs } from '../support/stripeDouble.ts';
import { checkoutRequest, deliver, eventsOf, openCaseStage, pay, readOrders } from './caseStage.ts';
import type { Attack, CaseStage, PlantBug } from './caseStage.ts';
import { crashSteps } from './crashSteps.ts';
import type { CrashStep } from './crashSteps.ts';
import { checkMoney, readMoney } from './money.ts';
import type { Order } from '@fashionista/domain/order';
import type { Proof, ProofReport, ProofRun } from './proof.ts';
import { seedsTo } from './proof.ts';
import { runCases } from './runCases.ts';
import type { CaseReport } from './runCases.ts';
import { checkBoards, checkClaims, checkEnded, readWorld } from './world.ts';
import type { World } from './world.ts';

interface CrashCase extends Crash {
  step: CrashStep;
  /** Whether the buyer, or whoever asked, comes back with the same request. */
  returns: boolean;
}

/** What else goes on, by the seed. */
interface Circumstances {
  dropsTasks: boolean;
  /** Whether the buyer who came back goes on to pay. */
  goesOn: boolean;
  webhooksCome: boolean;
}

const atOnce = 6;
/** Past every hold and every time to pay. */
const pastAllMinutes = 90;
/** The sweep runs every minute: the second one at the latest has met whatever is over. */
const sweepsForStock = 2;
/** [B4] A section is compared once in ten sweeps. */
const sweepsForBoards = 10;

const casesOf = (step: CrashStep): CrashCase[] =>
  Array.from({ length: step.calls }, (_, i) => i + 1).flatMap((call) =>
    (['before', 'after'] as const).flatMap((side) =>
      [true, false].map((returns) => ({ step, call, side, returns })),
    ),
  );

/** Case `n` is seed `n + 1`. */
const crashCases: readonly CrashCase[] = crashSteps.flatMap(casesOf);

/** The seeds of every case of these steps, and of each `every`th of the others. */
export const sampleOfCrashes = (steps: RegExp, every: number): number[] =>
  crashCases.flatMap(({ step }, i) => (steps.test(step.name) || i % every === 0 ? [i + 1] : []));

function circumstancesOf(seed: number, step: CrashStep): Circumstances {
  const random = seedRandom(`crash ${seed}`);
  return {
    dropsTasks: random.next() < 0.5,
    goesOn: random.next() < 0.5,
    // Money for places that are gone is heard of by webhook alone, and Stripe repeats those that were not answered.
    webhooksCome: random.next() < 0.5 || step.isRefunded === true,
  };
}

interface Rehearsal {
  told: string;
  calls: readonly string[];
}

/** The step as it goes when nobody dies. */
async function rehearseOnce(attack: Attack, step: CrashStep): Promise<Rehearsal> {
  const stage = await openCaseStage(attack, 'rehearsal', step.isFree ?? false);
  const subject = stage.startProcess(true);
  await step.prepare(step.isWarm ? subject : stage.startProcess(true), stage);
  subject.begin();
  const told = await step.run(subject, stage);
  return { told, calls: [...subject.calls] };
}

/** Of two, the one with fewer calls: a board that the stack projects meanwhile has to be projected again. */
async function rehearse(attack: Attack, step: CrashStep): Promise<Rehearsal> {
  const one = await rehearseOnce(attack, step);
  const other = await rehearseOnce(attack, step);
  return one.calls.length <= other.calls.length ? one : other;
}

/** Comes back with the same request, twice: each time the answer is the one that was due the first time. */
async function comeBack(step: CrashStep, stage: CaseStage, wanted: string): Promise<string[]> {
  const violations: string[] = [];
  for (const time of ['first', 'second']) {
    const told = await step.run(stage.startProcess(), stage);
    if (told !== wanted) violations.push(`the ${time} repeat was answered ${told}, not ${wanted}`);
  }
  const world = await readWorld(stage.admin.firestore, stage.eventId);
  return [...violations, ...checkClaims(world)];
}

/** Goes on to pay for whatever there is to pay. Answers whether Stripe took money for it. */
async function goOn(stage: CaseStage): Promise<boolean> {
  const result = await checkout(stage.startProcess(), stage.caller, checkoutRequest(stage));
  return result.ok && result.value.clientSecret !== '' && (await pay(result.value.clientSecret));
}

async function deliverAll(stage: CaseStage): Promise<string[]> {
  const events = await Promise.all((await readOrders(stage)).map((order) => eventsOf(stage, order)));
  const statuses = await Promise.all(events.flat().map((event) => deliver(stage.startProcess(), event)));
  return statuses.filter((status) => status !== 200).map((status) => `a webhook was answered ${status}`);
}

/** [H3], [H4], [P2] How long what is had now may be kept at most without being paid. */
function longestMinutes(step: CrashStep, hasOrder: boolean): number {
  const held = holdMinutes + (step.name === 'extend' ? extensionMinutes : 0);
  return hasOrder ? Math.max(held, payMinutes) : held;
}

/** [H2], [P7] Once its time is over and the sweep has come by, nothing that nobody paid for is claimed any more. */
async function checkStockBack(stage: CaseStage, step: CrashStep): Promise<string[]> {
  const passed = (stage.startProcess().clock().getTime() - Date.now()) / 60_000;
  const endsAfter = passed + longestMinutes(step, (await readOrders(stage)).length > 0);
  for (let minute = 1; minute <= sweepsForStock; minute += 1) {
    stage.setAhead(endsAfter + minute);
    await sweep(stage.startProcess());
  }
  const world = await readWorld(stage.admin.firestore, stage.eventId);
  const unpaid = world.claims.filter((claim) => claim.state !== 'sold');
  return [
    ...unpaid.map((claim) => `${claim.placeId} is ${claim.state} though its time is over`),
    ...checkClaims(world),
  ];
}

/** What production guarantees: time passes, and the sweep runs every minute. Answers how all has ended. */
async function recover(stage: CaseStage): Promise<World> {
  const { admin, eventId, index } = stage;
  stage.setAhead(pastAllMinutes);
  await sweep(stage.startProcess());
  for (let minute = 1; ; minute += 1) {
    stage.setAhead(pastAllMinutes + minute);
    await sweep(stage.startProcess());
    const world = await readWorld(admin.firestore, eventId);
    if (checkBoards(world, index).length === 0 || minute > sweepsForBoards) return world;
  }
}

interface CrashResult extends CaseReport {
  orders: Order[];
}

async function crashOnce(
  attack: Attack,
  seed: number,
  wanted: string,
): Promise<CrashResult & { at: string }> {
  const crashCase = crashCases[seed - 1];
  if (!crashCase) throw new Error(`there is no case ${seed}`);
  const { step, call, side, returns } = crashCase;
  const { dropsTasks, goesOn, webhooksCome } = circumstancesOf(seed, step);
  const stage = await openCaseStage(attack, `buyer${seed}`, step.isFree ?? false);
  const subject = stage.startProcess(dropsTasks);
  await step.prepare(step.isWarm ? subject : stage.startProcess(true), stage);
  subject.begin({ call, side });
  const told = await Promise.race([step.run(subject, stage), subject.died]);
  const violations = checkClaims(await readWorld(attack.admin.firestore, stage.eventId));
  if (told !== undefined && told !== wanted) violations.push(`answered ${told}, not ${wanted}`);
  if (returns) violations.push(...(await comeBack(step, stage, wanted)));
  const hasPaid = returns && goesOn && (await goOn(stage));
  if (webhooksCome) violations.push(...(await deliverAll(stage)));
  violations.push(...(await checkStockBack(stage, step)));
  const world = await recover(stage);
  violations.push(...checkEnded(world), ...checkBoards(world, stage.index), ...stage.alarms);
  if (hasPaid && !world.orders.some((order) => order.status === 'paid'))
    violations.push('paid in time, and got no tickets');
  const refunded = world.orders.filter((order) => order.status === 'refunded');
  if (refunded.length > 0 && !step.isRefunded) violations.push('refunded instead of sold');
  return {
    at: `${step.name}, ${side} call ${call} (${told === undefined ? subject.calls.at(-1) : 'not reached'}), ${[
      returns ? 'the buyer returns' : 'nobody returns',
      ...(returns && goesOn ? ['and pays'] : []),
      ...(webhooksCome ? ['webhooks come'] : []),
      ...(dropsTasks ? ['tasks are lost'] : []),
    ].join(', ')}`,
    violations,
    happened: [told === undefined ? 'crashed' : 'ended first', ...world.orders.map((order) => order.status)],
    orders: world.orders,
  };
}

async function runCrashes({ admin, seeds, say }: ProofRun, plantBug: PlantBug): Promise<ProofReport> {
  const attack: Attack = { admin, plantBug };
  await setKnobs({ drop: true });
  try {
    const answers = new Map<string, string>();
    const rehearsed: string[] = [];
    for (const step of crashSteps) {
      const { told, calls } = await rehearse(attack, step);
      answers.set(step.name, told);
      say(`${step.name}: ${calls.length} calls, answers ${told}`);
      if (calls.length !== step.calls)
        rehearsed.push(
          `seed 0: ${step.name} makes ${calls.length} calls, not ${step.calls}: say so in crashSteps.ts`,
        );
    }
    const ends: { seed: number; at: string; orders: Order[] }[] = [];
    const report = await runCases({ seeds, say }, atOnce, async (seed) => {
      const wanted = answers.get(crashCases[seed - 1]?.step.name ?? '') ?? '';
      const { at, violations, happened, orders } = await crashOnce(attack, seed, wanted);
      ends.push({ seed, at, orders });
      return { violations: violations.map((line) => `${at}: ${line}`), happened };
    });
    const money = await readMoney();
    const wrong = ends.flatMap(({ seed, at, orders }) =>
      orders
        .flatMap((order) => checkMoney(order, money.get(order.orderId)))
        .map((line) => `seed ${seed}: ${at}: ${line}`),
    );
    const nothing = report.counts['crashed'] ? [] : ['seed 0: no process died'];
    return { ...report, violations: [...rehearsed, ...nothing, ...report.violations, ...wrong] };
  } finally {
    await resetKnobs();
  }
}

export const crashes: Proof = {
  name: 'crashes',
  claim:
    'wherever a process dies, no place is lost or sold twice, no charge is without tickets or refund, and stock comes back',
  allSeeds: () => seedsTo(crashCases.length),
  run: (run) => runCrashes(run, (store) => store),
};

/** The same on a product with a bug: for a test that it is caught. */
export const crashesWith = (plantBug: PlantBug): Proof => ({
  ...crashes,
  run: (run) => runCrashes(run, plantBug),
});
