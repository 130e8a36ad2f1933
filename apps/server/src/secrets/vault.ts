import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * A sealed value reads `KEYID.BASE64URL(iv, ciphertext, tag)`. The access key is authenticated too, so that a value opens in its own row only.
 */
export class Vault {
  /** By id. There are several while the master key is rotated. */
  readonly #masterKeys = new Map<string, Buffer>();
  #keyId: string;
  #digestKey: Buffer;
  #learn: (() => Promise<void>) | undefined;

  constructor(masterKey: Buffer) {
    this.#keyId = keyIdOf(masterKey);
    this.#digestKey = masterKey;
    this.#masterKeys.set(this.#keyId, masterKey);
  }

  /** Names the master key that seals, and reveals nothing about it. */
  get keyId(): string {
    return this.#keyId;
  }

  /** Whether values can be opened that the key with this id has sealed. */
  knows(keyId: string): boolean {
    return this.#masterKeys.has(keyId);
  }

  /** To be kept by who may: nothing else of the program needs it. */
  get masterKey(): Buffer {
    return this.#keyOf(this.#keyId);
  }

  /** From now on this master key seals. What the others have sealed still opens. */
  adopt(masterKey: Buffer): void {
    this.#keyId = keyIdOf(masterKey);
    this.#masterKeys.set(this.#keyId, masterKey);
  }

  /** What this master key has sealed opens as well. */
  alsoOpenWith(masterKey: Buffer): void {
    this.#masterKeys.set(keyIdOf(masterKey), masterKey);
  }

  /** Digests cannot be made anew like sealed values: theirs stays the first master key, whichever seals. */
  useDigestKey(key: Buffer): void {
    this.#digestKey = key;
  }

  /** @param learn looks for a new master key; called where a value was sealed by one that is not known. */
  learnBy(learn: () => Promise<void>): void {
    this.#learn = learn;
  }

  /** A keyed digest of a secret that is only compared. Guesses cannot be tried against it without the key. */
  digest(purpose: string, secret: string): string {
    return createHmac('sha256', this.#digestKey).update(`${purpose}\n${secret}`).digest('base64url');
  }

  seal(secretKey: string, accessKey: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.#keyOf(this.#keyId), iv).setAAD(Buffer.from(accessKey));
    const sealed = Buffer.concat([iv, cipher.update(secretKey, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${this.#keyId}.${sealed.toString('base64url')}`;
  }

  /** @throws {Error} if the value was changed, or sealed under an unknown master key or for another access key. */
  open(sealed: string, accessKey: string): string {
    const bytes = Buffer.from(sealed.slice(sealed.indexOf('.') + 1), 'base64url');
    const decipher = createDecipheriv(
      ALGORITHM,
      this.#keyOf(idOfSealed(sealed)),
      bytes.subarray(0, IV_BYTES),
      {
        authTagLength: TAG_BYTES,
      },
    )
      .setAAD(Buffer.from(accessKey))
      .setAuthTag(bytes.subarray(-TAG_BYTES));
    return decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  }

  /** The same, but `undefined` if the value was changed. */
  openIfWhole(sealed: string, accessKey: string): string | undefined {
    try {
      return this.open(sealed, accessKey);
    } catch {
      return undefined;
    }
  }

  /** Makes sure that a value can be opened which another server has sealed under a new master key just now. */
  async prepareFor(sealed: string): Promise<void> {
    if (!this.knows(idOfSealed(sealed))) await this.#learn?.();
  }

  #keyOf(keyId: string): Buffer {
    const key = this.#masterKeys.get(keyId);
    if (key === undefined) throw new Error('sealed under another master key');
    return key;
  }
}

/** The id of the master key that sealed a value. */
export function idOfSealed(sealed: string): string {
  return sealed.slice(0, Math.max(0, sealed.indexOf('.')));
}

export function keyIdOf(masterKey: Buffer): string {
  return createHash('sha256').update('boardgate master key id').update(masterKey).digest('hex').slice(0, 8);
}
