/**
 * A mailed link, once its page is open ([L1]): what it does by itself, what it asks for, and what came of it. One stage at a
 * time is shown; a link that is over, or that fails, ends there. Nothing is done twice by a reload: a code works once, and
 * what it was for is known here. IO: Auth, the actions and the way to other pages, passed in; localStorage.
 */
import type { Result } from '@fashionista/domain/errors';
import type { AuthFailure } from '#lib/platform/authFailure.ts';
import type { SecondFactorStep } from '#lib/platform/secondFactor.ts';
import type { Session, SignInOutcome } from '#lib/platform/session.svelte.ts';
import type { FieldProblem } from '../credentials.ts';
import { forgetLinkEmail, noteProvenCode, readLinkEmail, readProvenCode } from './linkNote.ts';

export type LinkStage =
  | { kind: 'opening' }
  /** Somebody is here already. */
  | { kind: 'in'; email: string }
  | { kind: 'whose' }
  | { kind: 'code'; step: SecondFactorStep }
  | { kind: 'password'; email: string }
  | { kind: 'changed'; isIn: boolean }
  | { kind: 'proven'; email: string }
  /** Its account is not signed in here. */
  | { kind: 'elsewhere'; email: string }
  | { kind: 'over'; failure: AuthFailure };

interface Parts {
  session: Session;
  loadLinks: () => Promise<typeof import('#lib/platform/accountLinks.ts')>;
  /** The link's one-time code. */
  code: string;
  /** Tells the server of a sign-in (`accounts/open`). Should it be lost, the next one tells it: nobody is stopped for it. */
  tellServer: (isOwnProof: boolean) => Promise<Result<unknown>>;
  /** To what the link was asked for. */
  goOn: () => Promise<void>;
  /** To signing in, and back to the link. */
  goSignIn: () => Promise<void>;
}

export const isOver = (failure: AuthFailure): boolean => failure === 'link-over';

export class OpenedLink {
  readonly #parts: Parts;
  #stage = $state.raw<LinkStage>({ kind: 'opening' });
  #isLeaving = $state(false);

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get stage(): LinkStage {
    return this.#stage;
  }
  /** On the way to signing in. */
  get isLeaving(): boolean {
    return this.#isLeaving;
  }

  /** Once a page. `mode`: what the link says that it is for. */
  async open(mode: string | null): Promise<void> {
    if (mode === 'sign-in') await this.#beginSignIn();
    else if (mode === 'reset-password') await this.#beginReset();
    else await this.#prove();
  }

  /** For another account than the one that is here. */
  askWhose(): void {
    this.#stage = { kind: 'whose' };
  }

  /** Answers what is wrong with the address, where another one can be typed. */
  async signIn(email: string): Promise<FieldProblem | undefined> {
    const { session, loadLinks, code } = this.#parts;
    const links = await loadLinks();
    return this.#settle(await links.signInByLink(session, email, code));
  }

  /** Signed in, with all that it takes. */
  async finish(): Promise<void> {
    const { tellServer, goOn } = this.#parts;
    forgetLinkEmail();
    await tellServer(false);
    await goOn();
  }

  /** Answers what is wrong with the password, where another one can be typed. */
  async choosePassword(password: string): Promise<FieldProblem | undefined> {
    if (this.#stage.kind !== 'password') return undefined;
    const { email } = this.#stage;
    const { session, loadLinks, code } = this.#parts;
    const links = await loadLinks();
    const saved = await links.choosePassword(session, code, password);
    if (saved.ok) await this.#enterWith(email, password);
    else if (isOver(saved.failure)) this.#stage = { kind: 'over', failure: saved.failure };
    else return saved.failure;
    return undefined;
  }

  /** Signs in to the account that the link is about, and comes back here. */
  async changeAccount(): Promise<void> {
    const { session, goSignIn } = this.#parts;
    this.#isLeaving = true;
    try {
      if (session.user && !session.user.isGuest) await session.signOut();
      await goSignIn();
    } finally {
      this.#isLeaving = false;
    }
  }

  async #beginSignIn(): Promise<void> {
    const email = readLinkEmail();
    if (email !== undefined) {
      await this.signIn(email);
      return;
    }
    const member = await this.#findMember();
    this.#stage = member ? { kind: 'in', email: member.email } : { kind: 'whose' };
  }

  async #beginReset(): Promise<void> {
    const { session, loadLinks, code } = this.#parts;
    const links = await loadLinks();
    const reset = await links.readReset(session, code);
    this.#stage = reset.ok
      ? { kind: 'password', email: reset.value }
      : { kind: 'over', failure: reset.failure };
  }

  async #prove(): Promise<void> {
    const { session, loadLinks, code, tellServer } = this.#parts;
    const links = await loadLinks();
    const proven = await links.proveAddress(session, code);
    if (!proven.ok) {
      const member = await this.#findMember();
      // Opened here twice: what it was for is done.
      this.#stage =
        isOver(proven.failure) && member && readProvenCode() === code
          ? { kind: 'proven', email: member.email }
          : { kind: 'over', failure: proven.failure };
      return;
    }
    const { email, isProven } = proven.value;
    if (isProven) {
      await session.renew();
      noteProvenCode(code);
      await tellServer(true);
    }
    this.#stage = { kind: isProven ? 'proven' : 'elsewhere', email };
  }

  /** Who is signed in here, guests aside. Where that cannot be told it is nobody. */
  async #findMember() {
    const user = await this.#parts.session.load().catch(() => null);
    return user && !user.isGuest && user.email !== null ? { ...user, email: user.email } : undefined;
  }

  async #settle(outcome: SignInOutcome): Promise<FieldProblem | undefined> {
    if (outcome.ok) {
      await this.finish();
      return undefined;
    }
    if ('step' in outcome) {
      this.#stage = { kind: 'code', step: outcome.step };
      return undefined;
    }
    // Auth calls it no address where it is another than the link's: it can be typed again.
    const isOther = outcome.failure === 'email-invalid';
    if (isOther && this.#stage.kind === 'opening') this.#stage = { kind: 'whose' };
    else if (isOver(outcome.failure) || this.#stage.kind !== 'whose')
      this.#stage = { kind: 'over', failure: outcome.failure };
    else return isOther ? 'other-address' : outcome.failure;
    return undefined;
  }

  /** [R11] With the new password at once: what was begun with the old one ends as it is heard of. */
  async #enterWith(email: string, password: string): Promise<void> {
    const { session, tellServer } = this.#parts;
    const outcome = await session.signIn(email, password);
    if (!outcome.ok && 'step' in outcome) this.#stage = { kind: 'code', step: outcome.step };
    else this.#stage = { kind: 'changed', isIn: outcome.ok && (await tellServer(false)).ok };
  }
}
