/** Accounts: the private profile of whoever signed in, guests too. No IO. */
import type { Uid } from './ids.ts';
import type { Locale } from './locale.ts';

/**
 * A Firestore document `users/{uid}`. Its owner may write `displayName`, `locale` and `notificationPreferences`,
 * nothing else.
 */
export interface User {
  uid: Uid;
  displayName: string;
  email: string | null;
  isGuest: boolean;
  locale: Locale;
  notificationPreferences: { email: boolean };
  createdAt: Date;
}
