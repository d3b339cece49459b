/**
 * The steps of the hot path, each as one process does it and may die in it: how the stage comes to where it begins, the
 * step itself, and the clock it goes by. `calls` is how many calls of the platform it makes on an idle stack: a crash is
 * tried at each, and the proof fails where a step makes more by now. IO: Firestore, Stripe's double.
 */
import type { HoldAnswer } from '@fashionista/domain/actions';
import type { Result } from '@fashionista/domain/errors';
import { checkout } from '../../functions/orders/checkout.ts';
import { cancelOrder } from '../../functions/orders/changeOwnOrder.ts';
import { reconcileOrder } from '../../functions/orders/reconcileOrder.ts';
import { refundOrder } from '../../functions/orders/refundOrder.ts';
import { extendHold, releasePlaces } from '../../functions/seats/changeOwnHold.ts';
import { holdPlaces } from '../../functions/seats/holdPlaces.ts';
import type { Services } from '../../functions/services.ts';
import { callerOf, nextRequestId } from '../support/stageServices.ts';
import { checkoutRequest, deliver, eventsOf, losePlaces, pay, placesOf, readOrder } from './caseStage.ts';
import type { CaseStage } from './caseStage.ts';

export interface CrashStep {
  name: string;
  calls: number;
  /** Brings the stage to where the step begins. */
  prepare: (services: Services, stage: CaseStage) => Promise<void>;
  /** What was answered, without ids and times. Done again with the same request, it must answer the same. */
  run: (services: Services, stage: CaseStage) => Promise<string>;
  /** Whether the process that dies also prepared, and so remembers. */
  isWarm?: boolean;
  isFree?: boolean;
  /** Whether its money is due back: otherwise no refund is ever made. */
  isRefunded?: boolean;
}

const tell = <T>(result: Result<T>, told: (value: T) => unknown): string =>
  result.ok ? JSON.stringify(told(result.value)) : result.error.code;

const tellHold = (result: Result<HoldAnswer>): string =>
  tell(result, ({ places, extensionsLeft }) => [places.map((place) => place.placeId), extensionsLeft]);

const take =
  (...numbers: number[]) =>
  async (services: Services, stage: CaseStage, requestId = nextRequestId()): Promise<string> => {
    const request = { eventId: stage.eventId, places: placesOf(...numbers), requestId };
    return tellHold(await holdPlaces(services, stage.caller, request));
  };

const prepareTake =
  (...numbers: number[]): CrashStep['prepare'] =>
  async (services, stage) => {
    const told = await take(...numbers)(services, stage);
    if (!told.startsWith('[')) throw new Error(`could not take: ${told}`);
  };

const prepareOrder: CrashStep['prepare'] = async (services, stage) => {
  await prepareTake(1, 2)(services, stage);
  const result = await checkout(services, stage.caller, checkoutRequest(stage));
  if (!result.ok) throw new Error(`could not check out: ${result.error.code}`);
};

const preparePaid: CrashStep['prepare'] = async (services, stage) => {
  await prepareTake(1, 2)(services, stage);
  const result = await checkout(services, stage.caller, checkoutRequest(stage));
  if (!result.ok || !(await pay(result.value.clientSecret))) throw new Error('could not pay');
};

const prepareLost: CrashStep['prepare'] = async (services, stage) => {
  await preparePaid(services, stage);
  await losePlaces(stage, (await readOrder(stage)).orderId);
};

const tellPaid: CrashStep['run'] = async (services, stage) => {
  const events = await eventsOf(stage, await readOrder(stage));
  const paid = events.find((event) => event.type === 'payment_intent.succeeded');
  if (!paid) throw new Error('Stripe knows of no payment');
  return String(await deliver(services, paid));
};

const runCheckout: CrashStep['run'] = async (services, stage) =>
  tell(
    await checkout(services, stage.caller, checkoutRequest(stage, stage.requestId)),
    ({ lines, amountMinor, clientSecret }) => [
      lines.map((line) => line.placeId),
      amountMinor,
      clientSecret !== '',
    ],
  );

const runReconcile: CrashStep['run'] = async (services, stage) =>
  String(await reconcileOrder(services, (await readOrder(stage)).orderId));

const runCancel: CrashStep['run'] = async (services, stage) => {
  const { orderId } = await readOrder(stage);
  return tell(await cancelOrder(services, stage.caller, { orderId }), ({ status }) => status);
};

const runExtend: CrashStep['run'] = async (services, { caller, holdId, requestId }) =>
  tellHold(await extendHold(services, caller, { holdId, requestId }));

const runRelease =
  (...numbers: number[]): CrashStep['run'] =>
  async (services, { caller, holdId, requestId }) =>
    tellHold(await releasePlaces(services, caller, { holdId, requestId, places: placesOf(...numbers) }));

const atMinute =
  (prepare: CrashStep['prepare'], minutes: number): CrashStep['prepare'] =>
  async (services, stage) => {
    await prepare(services, stage);
    stage.setAhead(minutes);
  };

const prepareRival: CrashStep['prepare'] = async (services, stage) => {
  await prepareTake(1, 2)(services, { ...stage, caller: callerOf(`${stage.caller.uid}rival`) });
};
const prepareNothing = (): Promise<void> => Promise.resolve();

export const crashSteps: readonly CrashStep[] = [
  {
    name: 'take',
    calls: 8,
    prepare: prepareNothing,
    run: (services, stage) => take(1, 2)(services, stage, stage.requestId),
  },
  {
    name: 'take the best',
    calls: 8,
    prepare: prepareNothing,
    run: async (services, { eventId, caller, requestId }) =>
      tellHold(await holdPlaces(services, caller, { eventId, quantity: 2, requestId })),
  },
  {
    name: 'take what has expired',
    calls: 13,
    prepare: atMinute(prepareRival, 11),
    run: (services, stage) => take(1, 2)(services, stage, stage.requestId),
  },
  {
    name: 'add',
    calls: 2,
    isWarm: true,
    prepare: prepareTake(1, 2),
    run: (services, stage) => take(3, 4)(services, stage, stage.requestId),
  },
  {
    name: 'add on another process',
    calls: 9,
    prepare: prepareTake(1, 2),
    run: (services, stage) => take(3, 4)(services, stage, stage.requestId),
  },
  { name: 'release some', calls: 8, prepare: prepareTake(1, 2, 3, 4), run: runRelease(3, 4) },
  { name: 'release all', calls: 7, prepare: prepareTake(1, 2), run: runRelease(1, 2) },
  { name: 'extend', calls: 3, prepare: prepareTake(1, 2), run: runExtend },
  { name: 'checkout', calls: 11, prepare: prepareTake(1, 2), run: runCheckout },
  { name: 'checkout of nothing', calls: 16, isFree: true, prepare: prepareTake(1, 2), run: runCheckout },
  { name: 'sell, told by a webhook', calls: 12, prepare: preparePaid, run: tellPaid },
  { name: 'sell, asked by a task', calls: 12, prepare: preparePaid, run: runReconcile },
  { name: 'give up, asked by the buyer', calls: 11, prepare: prepareOrder, run: runCancel },
  {
    name: 'give up at the end',
    calls: 12,
    prepare: atMinute(prepareOrder, 16),
    run: runReconcile,
  },
  { name: 'give up, but paid', calls: 15, prepare: preparePaid, run: runCancel },
  { name: 'record a refund', calls: 7, isRefunded: true, prepare: prepareLost, run: tellPaid },
  {
    name: 'refund',
    calls: 3,
    isRefunded: true,
    prepare: async (services, stage) => {
      await prepareLost(services, stage);
      await tellPaid(services, stage);
    },
    run: async (services, stage) => {
      await refundOrder(services, (await readOrder(stage)).orderId);
      return 'done';
    },
  },
  {
    name: 'expire',
    calls: 7,
    prepare: atMinute(prepareTake(1, 2), 11),
    run: async (services) => {
      await services.dueHolds.expire();
      return 'done';
    },
  },
];
