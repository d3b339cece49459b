/** Accounts: the private profile of whoever signed in, guests too. No IO. */
import type { Uid } from './ids.ts';
import type { Locale } from './locale.ts';

/** How long a person's name may be; firestore.rules has the same. */
export const nameLength = 80;

/**
 * A Firestore document `users/{uid}`. Its owner may write `displayName`, `locale` and `notificationPreferences`,
 * nothing else.
 */
export interface User {
  uid: Uid;
  /** [R13] As Auth has it, which is what pages show; empty where it was never changed here. */
  displayName: string;
  email: string | null;
  isGuest: boolean;
  locale: Locale;
  notificationPreferences: { email: boolean };
  createdAt: Date;
}
