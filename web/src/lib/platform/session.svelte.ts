/**
 * Who is signed in, in this browser. Owns the Firebase Auth instance of the page and loads it only once there is
 * somebody to restore or sign in: a small note in localStorage tells the header what to show before that. A guest
 * (anonymous) account is made on first need and upgraded in place, so what a guest holds or bought stays theirs.
 */
import type { Result } from '@fashionista/domain/errors';
import type { Auth, User } from 'firebase/auth';
import { on } from 'svelte/events';
import { readAuthFailure, wantsSecondFactor } from './authFailure.ts';
import type { AuthFailure } from './authFailure.ts';
import type { WebConfig } from './config.ts';
import { readDeviceNote, writeDeviceNote } from './deviceNotes.ts';
import type { SecondFactorStep } from './secondFactor.ts';

type AuthSdk = typeof import('./authSdk.ts');

export interface SessionUser {
  uid: string;
  isGuest: boolean;
  email: string | null;
  isEmailVerified: boolean;
  name: string | null;
}
/** `step`: the password or link was right, and a second factor is asked for: what `confirmSecondFactor` is to be called with. */
export type SignInOutcome =
  | { ok: true; user: SessionUser }
  | { ok: false; failure: AuthFailure }
  | { ok: false; step: SecondFactorStep };
export interface OpenedAuth {
  sdk: AuthSdk;
  auth: Auth;
}

/** What ended a session other than its own user at this page: said until somebody signs in again. */
export type SessionEnd = 'ended' | 'suspended' | 'deleted';

const noteKey = 'session';

/** Firebase throws FirebaseError; a chunk that could not be loaded throws TypeError, which is being offline. */
const failureOf = (error: unknown): AuthFailure =>
  error instanceof TypeError ? 'offline' : readAuthFailure(error);

const describeUser = (user: User): SessionUser => ({
  uid: user.uid,
  isGuest: user.isAnonymous,
  email: user.email,
  isEmailVerified: user.emailVerified,
  name: user.displayName,
});

/** A guest who was here until somebody signed in to an account of another: `uid` is the account's. */
export interface GuestLeft {
  guestUid: string;
  guestToken: string;
  uid: string;
}

export interface SessionHooks {
  /** Told who is signed in, each time that it is known or changes; signing out waits for it. */
  onUser: (user: SessionUser | null) => Promise<void>;
  onGuestLeft: (guest: GuestLeft) => void;
}

export class Session {
  readonly #config: WebConfig;
  readonly #hooks: SessionHooks;
  #loading: Promise<OpenedAuth> | undefined;
  #guestInTheMaking: Promise<SessionUser> | undefined;
  #user = $state.raw<SessionUser | null | undefined>();
  /** What localStorage tells before Auth is loaded. */
  #wasMember = $state(false);
  #endedBy = $state<SessionEnd>();
  #isUnreached = $state(false);
  #expectedEnd: SessionEnd | undefined;
  /** Who was a guest here when signing in began. */
  #guest: Omit<GuestLeft, 'uid'> | undefined;
  #stopWatching: (() => void) | undefined;
  #stopHeeding: (() => void) | undefined;

  constructor(config: WebConfig, hooks: SessionHooks) {
    this.#config = config;
    this.#hooks = hooks;
  }

  /** The user; `null` for nobody; `undefined` while that is not known yet. */
  get user(): SessionUser | null | undefined {
    return this.#user;
  }

  /** Whether a member is signed in, as well as it is known: right at once in a browser that kept its note. */
  get seemsMember(): boolean {
    return this.#user === undefined ? this.#wasMember : this.#user !== null && !this.#user.isGuest;
  }

  get endedBy(): SessionEnd | undefined {
    return this.#endedBy;
  }

  /** It is not known who is signed in, and will not be by waiting: what asks Auth could not be loaded. `load` tries again. */
  get isUnreached(): boolean {
    return this.#user === undefined && this.#isUnreached;
  }

  /**
   * Call once, after mount. Restores who was signed in; a browser that never signed in loads nothing, until another page of
   * it does: Auth itself tells pages that have loaded it.
   */
  async start(): Promise<void> {
    this.#stopHeeding = on(window, 'storage', ({ key, newValue }) => {
      if (key !== noteKey || newValue === null || this.#loading !== undefined) return;
      // No connection just now: the next need of a user tries again.
      this.load().catch(() => undefined);
    });
    const note = readNote();
    this.#wasMember = note === 'member';
    if (note === null && this.#loading === undefined) await this.#show(null);
    else await this.load();
  }

  /** Waits until it is known who is signed in. */
  async load(): Promise<SessionUser | null> {
    const { auth } = await this.#open();
    await auth.authStateReady();
    void this.#show(auth.currentUser);
    return this.#user ?? null;
  }

  /** The user, made a guest where there was nobody. Rejects only where Firebase cannot be reached. */
  async ensureUser(): Promise<SessionUser> {
    const known = await this.load();
    if (known) return known;
    this.#guestInTheMaking ??= this.#makeGuest().finally(() => (this.#guestInTheMaking = undefined));
    return this.#guestInTheMaking;
  }

  /** The bearer token; `null` for nobody. `fresh` asks for a new one where the old was refused. */
  async getToken(fresh = false): Promise<string | null> {
    if (this.#user === null && this.#loading === undefined) return null;
    const { auth } = await this.#open();
    await auth.authStateReady();
    return auth.currentUser ? auth.currentUser.getIdToken(fresh) : null;
  }

  signIn(email: string, password: string): Promise<SignInOutcome> {
    return this.enter(
      async ({ sdk, auth }) => (await sdk.signInWithEmailAndPassword(auth, email, password)).user,
    );
  }

  confirmSecondFactor(step: SecondFactorStep, code: string): Promise<SignInOutcome> {
    return this.enter(() => step.confirm(code));
  }

  /** Makes an account; a guest keeps their id, and with it their seats and tickets. */
  signUp(name: string, email: string, password: string): Promise<SignInOutcome> {
    return this.enter(async ({ sdk, auth }) => {
      await auth.authStateReady();
      const guest = auth.currentUser?.isAnonymous ? auth.currentUser : undefined;
      const { user } = guest
        ? await sdk.linkWithCredential(guest, sdk.EmailAuthProvider.credential(email, password))
        : await sdk.createUserWithEmailAndPassword(auth, email, password);
      await sdk.updateProfile(user, { displayName: name });
      // The token still says "anonymous" until it is renewed.
      await user.getIdToken(true);
      return user;
    });
  }

  /** Signs in by some way: answers who it is, or why nobody is, or which step follows. */
  async enter(way: (opened: OpenedAuth) => Promise<User>): Promise<SignInOutcome> {
    try {
      const opened = await this.#open();
      await opened.auth.authStateReady();
      const guest = opened.auth.currentUser?.isAnonymous ? opened.auth.currentUser : undefined;
      // Auth tells of the new user before `way` ends: by then it must be known whom they were.
      this.#guest = guest && { guestUid: guest.uid, guestToken: await guest.getIdToken() };
      const user = await way(opened);
      void this.#show(user);
      return { ok: true, user: describeUser(user) };
    } catch (error) {
      return wantsSecondFactor(error)
        ? this.#askSecondFactor(error)
        : { ok: false, failure: failureOf(error) };
    }
  }

  /** Does something with Auth that signs nobody in or out. */
  async ask<Value>(
    work: (opened: OpenedAuth) => Promise<Value>,
  ): Promise<{ ok: true; value: Value } | { ok: false; failure: AuthFailure }> {
    try {
      return { ok: true, value: await work(await this.#open()) };
    } catch (error) {
      return { ok: false, failure: failureOf(error) };
    }
  }

  async signOut(): Promise<void> {
    const { sdk, auth } = await this.#open();
    await sdk.signOut(auth);
    await this.#show(null);
  }

  /** Asks Auth anew who this is: elsewhere an address may have been proven meanwhile. */
  async renew(): Promise<void> {
    await this.ask(async ({ auth }) => {
      const user = auth.currentUser;
      if (!user) return;
      await user.reload();
      await user.getIdToken(true);
      // Signed out meanwhile: they stay so.
      if (auth.currentUser === user) await this.#show(user);
    });
  }

  /** Signs out because the session is over, and says why. */
  async end(by: SessionEnd): Promise<void> {
    this.#endedBy = this.#expectedEnd ?? by;
    await this.signOut();
  }

  /**
   * Does what ends this session. Whoever hears of the end first, the answer or what listens to the session, says it in the
   * words that are expected.
   */
  async expectEnd<Value>(by: SessionEnd, act: () => Promise<Result<Value>>): Promise<Result<Value>> {
    this.#expectedEnd = by;
    const answer = await act();
    if (answer.ok && this.#user !== null) await this.end(by);
    this.#expectedEnd = undefined;
    return answer;
  }

  /** When this user signed in: a token's `auth_time`, in whole seconds. `null` for nobody. */
  async signedInAt(): Promise<Date | null> {
    const { auth } = await this.#open();
    const token = await auth.currentUser?.getIdTokenResult();
    return token ? new Date(token.authTime) : null;
  }

  /** Ends the watching; the page that made the session owns it. */
  stop(): void {
    this.#stopWatching?.();
    this.#stopHeeding?.();
  }

  #open() {
    this.#loading ??= import('./authSdk.ts').then((sdk) => {
      const auth = sdk.openAuth(this.#config);
      this.#stopWatching = sdk.onAuthStateChanged(auth, (user) => void this.#show(user));
      return { sdk, auth };
    });
    // A chunk that failed to load must not be remembered: the next need tries again.
    this.#loading.then(
      () => (this.#isUnreached = false),
      () => {
        this.#isUnreached = true;
        this.#loading = undefined;
      },
    );
    return this.#loading;
  }

  async #makeGuest(): Promise<SessionUser> {
    const { sdk, auth } = await this.#open();
    const { user } = await sdk.signInAnonymously(auth);
    void this.#show(user);
    return describeUser(user);
  }

  async #askSecondFactor(wanted: unknown): Promise<SignInOutcome> {
    try {
      const [{ auth }, { openSecondFactor }] = await Promise.all([this.#open(), import('./secondFactor.ts')]);
      const step = openSecondFactor(auth, wanted, this.#config.emulators !== undefined);
      await step.send();
      return { ok: false, step };
    } catch (error) {
      return { ok: false, failure: failureOf(error) };
    }
  }

  async #show(user: User | null): Promise<void> {
    if (user && this.#guest && this.#guest.guestUid !== user.uid) {
      this.#hooks.onGuestLeft({ ...this.#guest, uid: user.uid });
      this.#guest = undefined;
    }
    this.#user = user ? describeUser(user) : null;
    if (user) this.#endedBy = undefined;
    writeNote(this.#user);
    await this.#hooks.onUser(this.#user);
  }
}

/** Whether somebody was signed in here the last time. Without storage the session is restored by loading Auth at every visit. */
const readNote = () => readDeviceNote(noteKey);

const writeNote = (user: SessionUser | null): void =>
  void writeDeviceNote(noteKey, user && (user.isGuest ? 'guest' : 'member'));
