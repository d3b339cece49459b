/** Puts the demo designers in Firestore, each where it is missing. IO: Firestore. */
import { paths } from '@fashionista/domain/paths';
import type { Firestore } from 'firebase-admin/firestore';
import { demoDesigners } from './designers.ts';

export async function seedDesigners(firestore: Firestore): Promise<void> {
  const references = demoDesigners.map(({ designerId }) => firestore.doc(paths.designer(designerId)));
  const found = await firestore.getAll(...references, { fieldMask: ['designerId'] });
  const batch = firestore.batch();
  demoDesigners.forEach((designer, i) => {
    const snapshot = found[i];
    if (snapshot && !snapshot.exists) batch.create(snapshot.ref, designer);
  });
  await batch.commit();
}
