import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { uuidFrom } from '../../src/uuid.js';

/** RFC 9562 §5.5 to the letter. */
function byTheBook(parts: readonly (string | number)[]): string {
  const namespace = Buffer.from('6f0c1ad27d5b5e0c9d3e3c5a8f1b7a42', 'hex');
  const digest = createHash('sha1').update(namespace).update(JSON.stringify(parts)).digest().subarray(0, 16);
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x50, 6);
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8);
  return digest.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

describe('a derived id', () => {
  it('is the UUIDv5 of its parts, whatever they are', () => {
    const parts = fc.array(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 3_000 }), fc.integer()));
    fc.assert(
      fc.property(parts, (list) => {
        expect(uuidFrom(...list)).toBe(byTheBook(list));
      }),
      { numRuns: 200 },
    );
    expect(uuidFrom('é'.repeat(5_000))).toBe(byTheBook(['é'.repeat(5_000)]));
  });

  it('never changes', () => {
    expect(uuidFrom('dossier', 'cpas-0f3a6c1b9d20', 'RIS', '12A')).toBe(
      byTheBook(['dossier', 'cpas-0f3a6c1b9d20', 'RIS', '12A']),
    );
    expect(uuidFrom('command', 0)).toBe('1c83cea8-6a00-50d6-8f50-1c5ce251c025');
  });
});
