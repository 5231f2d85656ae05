import type { Role } from '../api/contract.ts';

/** Who does something. Everything that a person does carries one; what the system does by itself carries {@link SYSTEM}. */
export interface Actor {
  readonly name: string;
  readonly role: Role | 'system';
}

export const SYSTEM: Actor = { name: 'system', role: 'system' };
