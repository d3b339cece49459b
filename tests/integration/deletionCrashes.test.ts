/**
 * [X2] A process that dies at a deletion, in each of its writes and at Auth: whoever asked comes back, or the sweep goes on; in the end
 * nothing is the person's, and nothing else is lost.
 */
import { expect, it } from 'vitest';
import type { Deletion } from '@fashionista/domain/deletion';
import { designerIdOf, filesOf, newDesigner } from '@fashionista/domain/designer';
import type { OrderId, Uid } from '@fashionista/domain/ids';
import { continueDeletion } from '../../functions/accounts/deletion/continueDeletion.ts';
import { deleteAccount } from '../../functions/accounts/deletion/deleteAccount.ts';
import type { Services } from '../../functions/services.ts';
import { checkClaims, readShownWorld } from '../proof/world.ts';
import { buy, save, take, valueOf } from '../support/buyerSteps.ts';
import { memberCaller } from '../support/mergeStage.ts';
import { createMember } from '../support/people.ts';
import type { Member } from '../support/people.ts';
import { findAnywhere } from '../support/readEverything.ts';
import { stageEvent } from '../support/stageEvent.ts';
import type { StagedEvent } from '../support/stageEvent.ts';
import { openQuietStage } from '../support/quietStage.ts';
import { dieAt, rehearse, startProcess } from '../support/deaths.ts';

const { admin, services } = openQuietStage();

const docOf = async (path: string) => (await admin.firestore.doc(path).get()).data();

interface Case {
  person: Member;
  event: StagedEvent;
  sold: StagedEvent;
  orderId: OrderId;
}

async function stageCase(): Promise<Case> {
  const [one, event, sold] = await Promise.all([
    createMember(admin.auth),
    stageEvent(admin.firestore, { s: ['....'] }),
    stageEvent(admin.firestore, { s: ['....'] }),
  ]);
  await take(services, one.uid, event.eventId, ['s-a-1', 's-a-2']);
  const orderId = await buy(services, admin, one.uid, sold.eventId, ['s-a-1', 's-a-2']);
  await save(admin, one.uid, ['gala']);
  await admin.firestore.doc(`users/${one.uid}`).set({ uid: one.uid, displayName: 'Ada' });
  await admin.firestore.doc(`events/past-${one.uid}`).set({
    ...{ eventId: `past-${one.uid}`, organizerUid: one.uid, teamUids: [one.uid], state: 'cancelled' },
    endsAt: new Date(0),
  });
  await admin.firestore.doc(`events/${event.eventId}`).update({ teamUids: [one.uid] });
  const record = { eventId: event.eventId, uid: one.uid, role: 'door', email: one.email };
  await admin.firestore.doc(`events/${event.eventId}/team/${one.uid}`).set(record);
  const identity = { name: 'Casa Prova', kind: 'house', city: 'Como', country: 'IT' } as const;
  const draft = newDesigner(`casa-${one.uid}`, one.uid as Uid, identity);
  await admin.firestore.doc(`designers/${draft.designerId}`).set(draft);
  await admin.files.file(`${filesOf(draft.designerId)}sketch.pdf`).save('%PDF-1.7');
  return { person: one, event, sold, orderId };
}
const run = ({ person: { uid } }: Case, by: Services) =>
  deleteAccount(by, memberCaller(uid), { confirm: true });

it(
  'in any write, or at Auth, leaves nothing of the person in the end, and loses nothing else',
  { timeout: 240_000 },
  async () => {
    const whole = async (one: Case, by: Services, later: Services) => {
      await run(one, by);
      await continueDeletion(later, one.person.uid as Uid);
    };
    const check = async ({ person: { uid, email }, event, sold, orderId }: Case) => {
      expect(((await docOf(`deletions/${uid}`)) as Deletion | undefined)?.state).toBe('done');
      expect(await services.authUsers.find(uid as Uid)).toBeUndefined();
      const paths = [`deletions/${uid}`, `sessions/${uid}`, `events/past-${uid}`];
      expect((await findAnywhere([uid, email])).filter((path) => !paths.includes(path))).toEqual([]);
      expect(((await docOf(`events/past-${uid}`)) as { organizerUid: string }).organizerUid).toMatch(
        /^former/,
      );
      const [files] = await admin.files.getFiles({ prefix: filesOf(designerIdOf(`casa-${uid}`)) });
      expect(files).toEqual([]);
      expect(await docOf(`orders/${orderId}`)).toMatchObject({ status: 'paid', amountMinor: 10_000 });
      for (const { eventId: id, index } of [event, sold])
        expect(checkClaims(await readShownWorld(admin.firestore, id, index))).toEqual([]);
    };
    const rehearsal = await stageCase();
    const writes = ['store.commit', 'files.removeAll', 'authUsers.remove', 'authUsers.apply'];
    const deaths = await rehearse(writes, (...both) => whole(rehearsal, ...both));
    await check(rehearsal);
    let died = 0;
    for (const [i, death] of deaths.entries()) {
      const one = await stageCase();
      if (await dieAt(death, (...both) => whole(one, ...both))) died += 1;
      const isBegun = (await docOf(`deletions/${one.person.uid}`)) !== undefined;
      if (!isBegun || i % 2 === 0) valueOf(await run(one, startProcess()));
      for (let look = 0; look < 3; look += 1) await continueDeletion(startProcess(2), one.person.uid as Uid);
      await check(one);
    }
    expect(died).toBeGreaterThan(20);
  },
);
