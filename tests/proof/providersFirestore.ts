/** A Firestore that is exhausted, away, silent, or whose answers are lost. IO: Firestore, by way of the failing proxy. */
import { grpcStatus } from '../support/firestoreProxy.ts';
import { stageServices } from '../support/stageServices.ts';
import type { StagedServices } from '../support/stageServices.ts';
import { checkClaims, forAll, gather, holdTwo, unless, unlessAll } from './crowd.ts';
import type { Buyer } from './crowd.ts';
import type { Scenario, ScenarioStage } from './scenario.ts';

const patience = { firestoreMs: 1_500, stripeMs: 1_500 };
/** As many at once as may be without this very process becoming what is slow. */
const calmly = 20;

const open = ({ proxy }: ScenarioStage): StagedServices =>
  stageServices({ firestoreHost: proxy.host, patience });

const probePath = 'probes/recovery';

/** Settles once Firestore is asked again and answers, reads and commits: each breaker closes by its own clock. */
async function awaitRecovery({ store }: StagedServices): Promise<void> {
  const isBack = async () => {
    await store.read(probePath);
    return (await store.commit([{ kind: 'set', path: probePath, data: {} }])) === 'committed';
  };
  while (!(await isBack().catch(() => false))) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** After it is over: everybody asks again by the same request, and has what they asked for, once. */
async function askAgain(stage: ScenarioStage, services: StagedServices, buyers: readonly Buyer[]) {
  stage.proxy.decide(() => 'pass');
  await awaitRecovery(services);
  const told = await forAll(buyers, calmly, (buyer) => holdTwo(services, buyer));
  return [
    ...unlessAll('asked again', told, 'done'),
    ...(await checkClaims(stage.admin, stage.eventId, buyers, 2)),
  ];
}

const exhausted: Scenario = {
  title: 'Firestore answers RESOURCE_EXHAUSTED for a while: the buyer waits a little, and holds once',
  run: async (stage) => {
    const services = open(stage);
    let refusals = 3;
    stage.proxy.decide((method) =>
      method === 'Commit' && (refusals -= 1) >= 0 ? { status: grpcStatus.resourceExhausted } : 'pass',
    );
    const [buyer] = gather(stage.eventId, 1);
    if (!buyer) return ['nobody came'];
    const told = await holdTwo(services, buyer);
    return [
      ...unlessAll('held', [told], 'done'),
      ...unless(
        `commits were asked for ${stage.proxy.calls('Commit')} times`,
        stage.proxy.calls('Commit') >= 4,
      ),
      ...(await checkClaims(stage.admin, stage.eventId, [buyer], 2)),
    ];
  },
};

const away: Scenario = {
  title:
    'Firestore answers UNAVAILABLE: everybody is told so, nothing is held, and the same request works once it is back',
  run: async (stage) => {
    const services = open(stage);
    const buyers = gather(stage.eventId, stage.buyers);
    stage.proxy.decide(() => ({ status: grpcStatus.unavailable }));
    const told = await forAll(buyers, stage.buyers, (buyer) => holdTwo(services, buyer));
    return [
      ...unlessAll('while it is away', told, 'unavailable'),
      ...(await checkClaims(stage.admin, stage.eventId, [], 0)),
      ...(await askAgain(stage, services, buyers)),
    ];
  },
};

const silent: Scenario = {
  title: 'Firestore never answers: everybody is told so, later buyers at once, and no call piles up',
  run: async (stage) => {
    const services = open(stage);
    const [first, later] = [
      gather(stage.eventId, stage.buyers, 'first'),
      gather(stage.eventId, stage.buyers, 'later'),
    ];
    stage.proxy.decide(() => 'never');
    const toldFirst = await forAll(first, stage.buyers, (buyer) => holdTwo(services, buyer));
    const waiting = stage.proxy.waiting();
    const toldLater = await forAll(later, stage.buyers, (buyer) => holdTwo(services, buyer));
    const added = stage.proxy.waiting() - waiting;
    return [
      ...unlessAll('who waited', toldFirst, 'unavailable'),
      ...unlessAll('who came later', toldLater, 'unavailable'),
      ...unless(`${waiting} calls wait for ${stage.buyers} buyers`, waiting <= 2 * stage.buyers),
      ...unless(`${later.length} later buyers added ${added} calls`, added <= 3),
      ...(await askAgain(stage, services, [...first, ...later])),
    ];
  },
};

const commitsOnly: Scenario = {
  title:
    'Firestore reads but takes no commit: the buyer is told that it is not known, never that it was too crowded',
  run: async (stage) => {
    const services = open(stage);
    const [first, later] = [gather(stage.eventId, stage.buyers, 'first'), gather(stage.eventId, 5, 'later')];
    const buyers = [...first, ...later];
    stage.proxy.decide((method) => (method === 'Commit' ? 'never' : 'pass'));
    const told = await forAll(first, first.length, (buyer) => holdTwo(services, buyer));
    const waiting = stage.proxy.waiting();
    const toldLater = await forAll(later, later.length, (buyer) => holdTwo(services, buyer));
    const added = stage.proxy.waiting() - waiting;
    return [
      ...unlessAll('while no commit is taken', [...told, ...toldLater], 'unavailable'),
      ...unless(`${waiting} calls wait for ${first.length} buyers`, waiting <= 3 * first.length),
      ...unless(`${later.length} later buyers added ${added} calls`, added <= 3),
      ...(await askAgain(stage, services, buyers)),
    ];
  },
};

const lostAnswers: Scenario = {
  title: 'the answers to a few commits are lost: each buyer is told what they hold, and holds it once',
  run: async (stage) => {
    const services = open(stage);
    // So few that Firestore does not count as away.
    const buyers = gather(stage.eventId, 5);
    stage.proxy.decide((method) => (method === 'Commit' ? 'lose' : 'pass'));
    const told = await forAll(buyers, calmly, (buyer) => holdTwo(services, buyer));
    return [
      ...unlessAll('while answers are lost', told, 'done'),
      ...(await checkClaims(stage.admin, stage.eventId, buyers, 2)),
    ];
  },
};

export const firestoreScenarios: readonly Scenario[] = [exhausted, away, silent, commitsOnly, lostAnswers];
