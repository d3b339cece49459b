/**
 * The demo's people: four accounts that a person signs in to, and buyers whose orders fill the halls. Makes those that
 * are missing and leaves the others as their people made them. IO: Auth and Firestore.
 */
import type { Locale } from '@fashionista/domain/locale';
import type { Uid } from '@fashionista/domain/ids';
import type { Auth, UserRecord } from 'firebase-admin/auth';
import type { Firestore } from 'firebase-admin/firestore';

type DemoRole = 'attendee' | 'designer' | 'organizer' | 'admin';

export interface Person {
  uid: Uid;
  displayName: string;
  email: string;
  locale: Locale;
}

/** Known to everyone who reads this: the seed refuses to run anywhere but on emulators. */
const demoPassword = 'front-row-1';

interface DemoAccount extends Person {
  roleClaim?: 'organizer' | 'admin';
  /** The second factor, without which nobody is an admin ([R4]). */
  phone?: string;
}

const demoAccounts: Record<DemoRole, DemoAccount> = {
  attendee: {
    uid: 'demoAttendee' as Uid,
    displayName: 'Alma Reyes',
    email: 'attendee@fashionista.example',
    locale: 'en',
  },
  designer: {
    uid: 'demoDesigner' as Uid,
    displayName: 'Ottavia Brandt',
    email: 'designer@fashionista.example',
    locale: 'it',
  },
  organizer: {
    uid: 'demoOrganizer' as Uid,
    displayName: 'Claire Vasseur',
    email: 'organizer@fashionista.example',
    locale: 'fr',
    roleClaim: 'organizer',
  },
  admin: {
    uid: 'demoAdmin' as Uid,
    displayName: 'Noor Haddad',
    email: 'admin@fashionista.example',
    locale: 'en',
    roleClaim: 'admin',
    phone: '+393200000001',
  },
};

const givenNames = ['Bea', 'Luca', 'Odile', 'Marc', 'Ines', 'Tomas', 'Greta', 'Sami', 'Nell', 'Paolo'];
const familyNames = ['Ferri', 'Moreau', 'Lindqvist', 'Acosta'];
const buyerLocales: readonly Locale[] = ['en', 'fr', 'it', 'es'];

/** Forty people without a password: nobody signs in as them. */
export const demoBuyers: readonly Person[] = familyNames.flatMap((family, f) =>
  givenNames.map((given, g) => ({
    uid: `demoBuyer${String(f * givenNames.length + g + 1).padStart(2, '0')}` as Uid,
    displayName: `${given} ${family}`,
    email: `${given}.${family}@guests.fashionista.example`.toLowerCase(),
    locale: buyerLocales[(f + g) % buyerLocales.length] ?? 'en',
  })),
);

const isNotFound = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'auth/user-not-found';

async function openDemoAccount(auth: Auth, role: DemoRole): Promise<Person> {
  const { roleClaim, phone, ...person } = demoAccounts[role];
  let user: UserRecord;
  try {
    user = await auth.getUserByEmail(person.email);
  } catch (error) {
    if (!isNotFound(error)) throw error;
    user = await auth.createUser({
      uid: person.uid,
      email: person.email,
      emailVerified: true,
      displayName: person.displayName,
      password: demoPassword,
    });
  }
  if (roleClaim && user.customClaims?.role === undefined)
    await auth.setCustomUserClaims(user.uid, { role: roleClaim });
  if (phone && !user.multiFactor?.enrolledFactors.length)
    await auth.updateUser(user.uid, {
      multiFactor: { enrolledFactors: [{ uid: 'demoPhone', factorId: 'phone', phoneNumber: phone }] },
    });
  return { ...person, uid: user.uid as Uid };
}

/** `importUsers` would write over those who are there: only the missing are imported. */
async function importMissingBuyers(auth: Auth): Promise<void> {
  const { users } = await auth.getUsers(demoBuyers.map(({ uid }) => ({ uid })));
  const known = new Set(users.map(({ uid }) => uid));
  const missing = demoBuyers.filter(({ uid }) => !known.has(uid));
  if (missing.length === 0) return;
  const result = await auth.importUsers(
    missing.map(({ uid, email, displayName }) => ({ uid, email, displayName, emailVerified: true })),
  );
  const failure = result.errors[0];
  if (failure) throw failure.error;
}

async function createMissingProfiles(firestore: Firestore, people: readonly Person[], now: Date) {
  const references = people.map(({ uid }) => firestore.doc(`users/${uid}`));
  const found = await firestore.getAll(...references, { fieldMask: ['uid'] });
  const batch = firestore.batch();
  people.forEach((person, i) => {
    const snapshot = found[i];
    if (!snapshot || snapshot.exists) return;
    batch.create(snapshot.ref, { ...person, notificationPreferences: { email: true }, createdAt: now });
  });
  await batch.commit();
}

interface SeededAccounts {
  organizerUid: Uid;
  accounts: Record<DemoRole, { email: string; password: string; phone?: string }>;
}

/** Makes whoever is missing. Answers how to sign in. */
export async function seedAccounts(auth: Auth, firestore: Firestore, now: Date): Promise<SeededAccounts> {
  const [attendee, designer, organizer, admin] = await Promise.all([
    openDemoAccount(auth, 'attendee'),
    openDemoAccount(auth, 'designer'),
    openDemoAccount(auth, 'organizer'),
    openDemoAccount(auth, 'admin'),
    importMissingBuyers(auth),
  ]);
  await createMissingProfiles(firestore, [attendee, designer, organizer, admin, ...demoBuyers], now);
  const signIn = ({ email }: Person) => ({ email, password: demoPassword });
  return {
    organizerUid: organizer.uid,
    accounts: {
      attendee: signIn(attendee),
      designer: signIn(designer),
      organizer: signIn(organizer),
      admin: { ...signIn(admin), ...(demoAccounts.admin.phone && { phone: demoAccounts.admin.phone }) },
    },
  };
}
