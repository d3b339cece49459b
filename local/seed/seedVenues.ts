/** Puts the demo venues and their plans in Firestore, each where it is missing. IO: Firestore. */
import { paths } from '@fashionista/domain/paths';
import type { Firestore } from 'firebase-admin/firestore';
import { demoVenues } from './venues.ts';

export async function seedVenues(firestore: Firestore): Promise<void> {
  const documents = Object.values(demoVenues).flatMap(({ venue, plan }) => {
    const { planId, version } = plan;
    const { venueId } = venue;
    return [
      { path: paths.venue(venueId), data: { ...venue } },
      {
        path: `${paths.venue(venueId)}/plans/${planId}`,
        data: { planId, version, venueId, geometry: JSON.stringify(plan) },
      },
    ];
  });
  const references = documents.map(({ path }) => firestore.doc(path));
  const found = await firestore.getAll(...references, { fieldMask: ['venueId'] });
  const batch = firestore.batch();
  documents.forEach(({ data }, i) => {
    const snapshot = found[i];
    if (snapshot && !snapshot.exists) batch.create(snapshot.ref, data);
  });
  await batch.commit();
}
