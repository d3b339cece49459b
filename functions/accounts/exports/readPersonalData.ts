/** All that is held about a person, as their file has it ([X6]). IO: Firestore, Firebase Auth. */
import type { Designer } from '@fashionista/domain/designer';
import type { FashionEvent } from '@fashionista/domain/event';
import type { Hold } from '@fashionista/domain/holdRecord';
import type { Uid } from '@fashionista/domain/ids';
import type { Notification } from '@fashionista/domain/notification';
import type { Order, OrderEntry } from '@fashionista/domain/order';
import { paths } from '@fashionista/domain/paths';
import type { PersonalData } from '@fashionista/domain/personalData';
import type { SavedEvent } from '@fashionista/domain/savedEvent';
import type { Session } from '@fashionista/domain/session';
import type { TeamMember } from '@fashionista/domain/team';
import type { Ticket } from '@fashionista/domain/ticket';
import type { User } from '@fashionista/domain/user';
import type { QueryOptions, Store } from '../../platform/store.ts';
import type { Services } from '../../services.ts';
import { ofPerson } from '../deletion/describeDeletion.ts';

async function readOrders(store: Store, uid: Uid): Promise<PersonalData['orders']> {
  const orders = await store.query<Order>(paths.orders, ofPerson(uid));
  return Promise.all(
    orders.map(async ({ data }) => {
      const entries = await store.query<OrderEntry>(paths.orderEntries(data.orderId), {});
      return { ...data, entries: entries.map((entry) => entry.data) };
    }),
  );
}

const describeHold = ({ eventId, state, places, currency, expiresAt, bought }: Hold) => ({
  ...{ eventId, state, places, currency, expiresAt, bought },
});

const describeMail = (mail: Notification): PersonalData['notifications'][number] => {
  const { to, status, sentAt } = mail.channels.email;
  // A link into an account is about no order.
  const orderId = 'orderId' in mail ? mail.orderId : null;
  return { kind: mail.kind, orderId, createdAt: mail.createdAt, to, status, sentAt };
};

/** Mails about their orders, whatever address those had, and all that went to the account's own. */
async function readMails(store: Store, uid: Uid, email: string | null): Promise<Notification[]> {
  const mailsTo = (where: QueryOptions['where']) =>
    store.query<Notification>(paths.notifications, { ...(where && { where }) });
  const [theirs, links] = await Promise.all([
    mailsTo([['uid', '==', uid]]),
    email === null ? [] : mailsTo([['channels.email.to', '==', email]]),
  ]);
  const isNobodyElses = ({ data }: { data: Notification }) => !('uid' in data) || data.uid === uid;
  const all = new Map([...theirs, ...links.filter(isNobodyElses)].map(({ path, data }) => [path, data]));
  return [...all.values()];
}

/** As their designers' profiles, and events' teams, have them. */
async function readRoles(store: Store, uid: Uid): Promise<Pick<PersonalData, 'designers' | 'teams'>> {
  const [designers, events] = await Promise.all([
    store.query<Designer>(paths.designers, { where: [['memberUids', 'array-contains', uid]] }),
    store.query<FashionEvent>(paths.events, {
      where: [['teamUids', 'array-contains', uid]],
      select: ['eventId'],
    }),
  ]);
  const members = await store.readAll<TeamMember>(
    events.map(({ data }) => paths.teamMember(data.eventId, uid)),
  );
  return {
    designers: designers.map(({ data: { designerId, name, members: roles } }) => ({
      ...{ designerId, name },
      role: roles[uid] ?? null,
    })),
    teams: members.flatMap((member) => member?.data ?? []),
  };
}

export async function readPersonalData(services: Services, uid: Uid): Promise<PersonalData> {
  const { store, authUsers, clock } = services;
  const account = await authUsers.find(uid);
  const email = account?.email ?? null;
  const [user, session, saved, holds, orders, tickets, mails, roles] = await Promise.all([
    store.read<User>(paths.user(uid)),
    store.read<Session>(paths.session(uid)),
    store.query<SavedEvent>(paths.savedEvents(uid), {}),
    store.query<Hold>(paths.holds, ofPerson(uid)),
    readOrders(store, uid),
    store.query<Ticket>(paths.tickets, ofPerson(uid)),
    readMails(store, uid, email),
    readRoles(store, uid),
  ]);
  return {
    version: 1,
    madeAt: clock(),
    account: {
      uid,
      email,
      isGuest: account?.isGuest ?? true,
      role: account?.role ?? null,
      secondFactors: account?.secondFactors ?? [],
    },
    profile: user?.data ?? null,
    ...roles,
    savedEvents: saved.map(({ data }) => data),
    holds: holds.map(({ data }) => describeHold(data)),
    orders,
    tickets: tickets.map(({ data }) => data),
    sessions: session
      ? {
          validAfter: session.data.validAfter,
          changedAt: session.data.changedAt,
          isSuspended: session.data.isSuspended,
        }
      : null,
    notifications: mails.map(describeMail),
  };
}
