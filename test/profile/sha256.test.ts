import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../src/profile/sha256.js';

describe('SHA-256', () => {
  // FIPS 180-2, appendix B, and the empty text.
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq', '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1'],
    ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
  ])('of a known text is as published', (text, hash) => {
    expect(sha256(text)).toBe(hash);
  });

  it("is Node's, for texts of any length and any characters", () => {
    const node = (text: string): string => createHash('sha256').update(text).digest('hex');
    for (let length = 0; length < 200; length += 1) expect(sha256('x'.repeat(length))).toBe(node('x'.repeat(length)));
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(sha256(text)).toBe(node(text));
    }));
  });
});
