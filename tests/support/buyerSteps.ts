/**
 * What a buyer does, by the functions' own code in the test's process: holds, checks out, pays, keeps events. What it answers
 * must be good, or the test ends here. IO: Firestore, Stripe's double.
 */
import type { CheckoutAnswer } from '@fashionista/domain/actions';
import type { Result } from '@fashionista/domain/errors';
import type { EventId, OrderId, PlaceId, Uid } from '@fashionista/domain/ids';
import { notificationIdOf } from '@fashionista/domain/notification';
import type { Notification } from '@fashionista/domain/notification';
import { paths } from '@fashionista/domain/paths';
import { checkout } from '../../functions/orders/checkout.ts';
import { reconcileOrder } from '../../functions/orders/reconcileOrder.ts';
import { holdPlaces } from '../../functions/seats/holdPlaces.ts';
import type { Services } from '../../functions/services.ts';
import type { AdminSdk } from './adminSdk.ts';
import { awaitDocument } from './awaitDocument.ts';
import { callerOf, holdIdFor, nextRequestId } from './stageServices.ts';
import { confirmPayment } from './stripeDouble.ts';

export const contact = { name: 'Ada Rossi', email: 'ada.rossi@example.com', phone: '+39 02 1234567' };

export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

export async function take(services: Services, uid: string, eventId: EventId, places: string[]) {
  const request = { eventId, places: places as PlaceId[], requestId: nextRequestId() };
  return valueOf(await holdPlaces(services, callerOf(uid), request));
}

export async function checkOut(
  services: Services,
  uid: string,
  eventId: EventId,
  who = contact,
): Promise<CheckoutAnswer> {
  const holdId = holdIdFor(eventId, uid);
  const request = { holdId, contact: who, locale: 'en' as const, requestId: nextRequestId() };
  return valueOf(await checkout(services, callerOf(uid), request));
}

/** Takes these places, pays them, and waits until their mail is out. */
export async function buy(
  services: Services,
  { firestore }: AdminSdk,
  uid: string,
  eventId: EventId,
  places: string[],
  who = contact,
): Promise<OrderId> {
  await take(services, uid, eventId, places);
  const { orderId, clientSecret } = await checkOut(services, uid, eventId, who);
  await pay(services, { orderId, clientSecret });
  await awaitMail(firestore, orderId);
  return orderId;
}

export async function pay(
  services: Services,
  { orderId, clientSecret }: Pick<CheckoutAnswer, 'orderId' | 'clientSecret'>,
): Promise<void> {
  await confirmPayment(clientSecret);
  const status = await reconcileOrder(services, orderId);
  if (status !== 'paid') throw new Error(`${orderId} is ${String(status)}`);
}

export async function awaitMail(firestore: AdminSdk['firestore'], orderId: OrderId): Promise<void> {
  const mail = firestore.doc(paths.notification(notificationIdOf('order-paid', orderId)));
  await awaitDocument(
    mail,
    (found) => (found.data() as Notification | undefined)?.channels.email.status === 'sent',
  );
}

export async function save(
  { firestore }: AdminSdk,
  uid: string,
  eventIds: readonly string[],
  savedAt = new Date(),
): Promise<void> {
  const batch = firestore.batch();
  for (const eventId of eventIds)
    batch.set(firestore.doc(paths.savedEvent(uid as Uid, eventId as EventId)), { eventId, savedAt });
  await batch.commit();
}
