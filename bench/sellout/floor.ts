/**
 * The floor under any way to hold seats: the Admin SDK alone, in a process of its own, 400 batches in flight, each of
 * three creates (a hold and two claims). IO: Firestore.
 */
import { initializeApp } from 'firebase-admin/app';
import { getFirestore } from 'firebase-admin/firestore';
import { answerParent } from '../support/child.ts';

export interface FloorInput {
  projectId: string;
  batches: number;
  inFlight: number;
  round: number;
}

export interface FloorOutput {
  elapsedMs: number;
}

async function writeBatches({ projectId, batches, inFlight, round }: FloorInput): Promise<FloorOutput> {
  const db = getFirestore(initializeApp({ projectId }));
  // The first call opens the connection, which is not what is measured.
  await db.doc('floor/warm').get();
  const startedAt = performance.now();
  let next = 0;
  const worker = async () => {
    for (let i = next++; i < batches; i = next++) {
      const batch = db.batch();
      batch.create(db.doc(`floorHolds/${round}-${i}`), {
        state: 'held',
        places: ['a', 'b'],
        expiresAt: new Date(),
      });
      for (const side of ['a', 'b'])
        batch.create(db.doc(`floor/${round}/claims/${i}-${side}`), {
          holdId: `${round}-${i}`,
          state: 'held',
        });
      await batch.commit();
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  return { elapsedMs: performance.now() - startedAt };
}

answerParent(writeBatches);
