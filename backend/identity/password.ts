import { randomBytes, randomInt, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

/** scrypt (RFC 7914) at N = 2^15, r = 8, p = 3: OWASP Password Storage Cheat Sheet, the setting that takes 32 MiB per hash. */
const COST = { N: 2 ** 15, r: 8, p: 3 } as const;
const SALT_BYTES = 16;
const KEY_BYTES = 32;
const LARGEST_MEMORY = 64 * 1024 * 1024;

/** `scrypt$N$r$p$salt$key`, so that hashes made with other costs still verify. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(password, salt, KEY_BYTES, COST);
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64'), key.toString('base64')].join('$');
}

/** Compares in constant time. A hash in an unknown form matches nothing. */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const [scheme, N, r, p, salt, key] = hash.split('$');
  if (scheme !== 'scrypt' || salt === undefined || key === undefined) return false;
  const expected = Buffer.from(key, 'base64');
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  return timingSafeEqual(await derive(password, Buffer.from(salt, 'base64'), expected.length, cost), expected);
}

function derive(password: string, salt: Buffer, length: number, cost: ScryptOptions): Promise<Buffer> {
  // Unicode has several spellings of one password; NFKC makes them one (NIST SP 800-63B §5.1.1.2).
  const normalized = password.normalize('NFKC');
  return new Promise((resolve, reject) => {
    // Node's limit must lie above what scrypt needs, 128·N·r bytes.
    scrypt(normalized, salt, length, { ...cost, maxmem: LARGEST_MEMORY }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

/** Without letters and digits that look alike. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP_LENGTH = 5;

/** 20 characters, 99 bits, in groups that can be read out. */
export const generatePassword = (): string =>
  Array.from({ length: GROUPS }, () =>
    Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join(''),
  ).join('-');
