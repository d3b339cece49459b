/**
 * Fills an empty local cloud with the demo: accounts, designers, venues, events and what they sold so far. Run again it adds what
 * is missing and touches nothing else. The last line on stdout is JSON: how to sign in.
 * FIRESTORE_EMULATOR_HOST, FIREBASE_AUTH_EMULATOR_HOST, GCLOUD_PROJECT; TICKET_SIGNING_KEYS: signs the sold tickets.
 * IO: Auth, Firestore.
 */
import { initializeApp } from 'firebase-admin/app';
import { getAuth } from 'firebase-admin/auth';
import { getFirestore } from 'firebase-admin/firestore';
import { seedAccounts } from './accounts.ts';
import { createTicketSigner } from './sales/signTickets.ts';
import { seedDesigners } from './seedDesigners.ts';
import { seedEvents } from './seedEvents.ts';
import { seedVenues } from './seedVenues.ts';

for (const name of ['FIRESTORE_EMULATOR_HOST', 'FIREBASE_AUTH_EMULATOR_HOST', 'GCLOUD_PROJECT'])
  if (!process.env[name])
    throw new Error(`The seed is for emulators only and wants ${name}: its passwords are public.`);

const app = initializeApp({ projectId: process.env['GCLOUD_PROJECT'] });
const firestore = getFirestore(app);
const now = new Date();

const sign = await createTicketSigner(process.env['TICKET_SIGNING_KEYS']);
const [{ accounts, organizerUid }] = await Promise.all([
  seedAccounts(getAuth(app), firestore, now),
  seedDesigners(firestore),
  seedVenues(firestore),
]);
await seedEvents(firestore, organizerUid, sign, now);
await firestore.terminate();
process.stdout.write(`${JSON.stringify({ accounts })}\n`);
