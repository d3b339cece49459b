/**
 * Who the tickets are for, as typed so far. Kept in sessionStorage at every key, so that neither an error nor a reload
 * loses it; a member's ends with their being signed in, so that the next person's tickets do not go to them; what is wrong is told field by field, by the same schema that the server uses. IO: the storage passed in.
 */
import * as v from 'valibot';
import { contactSchema } from '@fashionista/domain/actions';
import type { Contact } from '@fashionista/domain/actions';
import type { FieldError } from '@fashionista/domain/errors';

export const contactFields = ['name', 'email', 'phone'] as const;
export type ContactField = (typeof contactFields)[number];
export type FieldProblem = 'missing' | 'invalid';

type KeptText = Pick<Storage, 'getItem' | 'setItem'>;
const key = 'checkout-contact';
const isField = (name: string): name is ContactField => contactFields.some((field) => field === name);

export class ContactDraft {
  readonly #storage: KeptText | undefined;
  /** The uid of the member whose it is; `undefined` as long as it is a guest's or nobody's. */
  #owner: string | undefined;
  #values = $state<Record<ContactField, string>>({ name: '', email: '', phone: '' });
  #problems = $state.raw<Partial<Record<ContactField, FieldProblem>>>({});

  constructor(storage?: KeptText) {
    this.#storage = storage;
    this.#restore();
  }

  get problems(): Partial<Record<ContactField, FieldProblem>> {
    return this.#problems;
  }
  get isEmpty(): boolean {
    return contactFields.every((field) => this.#values[field].trim() === '');
  }

  /** Heard from the session, before anything is filled in. What a guest typed is theirs too once they have signed in. */
  belongTo(memberUid: string | undefined): void {
    if (this.#owner === memberUid) return;
    if (this.#owner !== undefined) {
      this.#values = { name: '', email: '', phone: '' };
      this.#problems = {};
    }
    this.#owner = memberUid;
    this.#keep();
  }

  read(field: ContactField): string {
    return this.#values[field];
  }

  /** A corrected field is no longer wrong until it is checked again. */
  write(field: ContactField, value: string): void {
    this.#values[field] = value;
    if (this.#problems[field]) this.#problems = { ...this.#problems, [field]: undefined };
    this.#keep();
  }

  /** Takes over what is known from elsewhere, where nothing was typed. */
  fill({ name, email, phone }: Partial<Contact>): void {
    if (name && !this.#values.name) this.write('name', name);
    if (email && !this.#values.email) this.write('email', email);
    if (phone && !this.#values.phone) this.write('phone', phone);
  }

  /** The contact, or `undefined` with `problems` set. */
  check(): Contact | undefined {
    const { name, email, phone } = this.#values;
    const parsed = v.safeParse(contactSchema, {
      name,
      email: email.trim(),
      ...(phone.trim() && { phone: phone.trim() }),
    });
    if (parsed.success) {
      this.#problems = {};
      return parsed.output;
    }
    this.#blame(parsed.issues.map((issue) => v.getDotPath(issue) ?? ''));
    return undefined;
  }

  /** Marks the fields that the server refused (`contact.email`). Answers whether there were any. */
  blame(fields: readonly FieldError[]): boolean {
    this.#blame(fields.map(({ path }) => path.replace(/^contact\./, '')));
    return this.firstWrong !== undefined;
  }

  get firstWrong(): ContactField | undefined {
    return contactFields.find((field) => this.#problems[field] !== undefined);
  }

  #blame(paths: readonly string[]): void {
    const wrong = paths.filter(isField);
    this.#problems = Object.fromEntries(
      wrong.map((field) => [field, this.#values[field].trim() === '' ? 'missing' : 'invalid']),
    );
  }

  #keep(): void {
    try {
      this.#storage?.setItem(key, JSON.stringify({ ...this.#values, owner: this.#owner }));
    } catch {
      // Storage may be full or forbidden: then a reload forgets what was typed.
    }
  }

  #restore(): void {
    try {
      const kept: unknown = JSON.parse(this.#storage?.getItem(key) ?? '{}');
      if (typeof kept !== 'object' || kept === null) return;
      for (const [field, value] of Object.entries(kept))
        if (isField(field) && typeof value === 'string') this.#values[field] = value;
      if ('owner' in kept && typeof kept.owner === 'string') this.#owner = kept.owner;
    } catch {
      // Storage may be forbidden, or another version of this page wrote it.
    }
  }
}
