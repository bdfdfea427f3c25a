import { enterpriseNumber, fileNumber, iban, nisCode, partyId } from '../../src/domain/ids.js';
import { Malformed, atField } from '../../src/domain/rejection.js';

describe('a file number', () => {
  it.each(['0012-A', '12a', ' 12.A', '12–a', '00012A', '1/2-A'])('%s is one dossier with 12A', (text) => {
    expect(fileNumber(text)).toBe('12A');
  });

  it('counts at most eleven positions, leading zeros not among them', () => {
    expect(fileNumber('0000ABCDEFGHIJK')).toBe('ABCDEFGHIJK');
  });

  it.each(['', '000', '---', 'ABCDEFGHIJKL', '0'.repeat(31), 'é', '12é', '12e\u0301', '12\uff11'])(
    'refuses "%s"',
    (text) => {
      expect(() => fileNumber(text)).toThrow(Malformed);
    },
  );
});

describe('codes and numbers', () => {
  it('take a NIS code of five digits', () => {
    expect(nisCode('71020')).toBe('71020');
    for (const text of ['7102', '710200', '7102A', '']) expect(() => nisCode(text)).toThrow(Malformed);
  });

  it('take an enterprise number whose check digits are right', () => {
    // 97 − (02074491 mod 97) = 97 − 49 = 48.
    expect(enterpriseNumber('0207449148')).toBe('0207449148');
    for (const text of ['0207449149', '207449148', '2207449148'])
      expect(() => enterpriseNumber(text)).toThrow(Malformed);
  });

  it('take an IBAN whose check digits are right, with or without spaces', () => {
    expect(iban('be68 5390 0754 7034')).toBe('BE68539007547034');
    for (const text of ['BE69539007547034', 'BE6853900754703', 'BE685390075470A4', ''])
      expect(() => iban(text)).toThrow(Malformed);
  });

  it('take an opaque id of lower-case letters, digits and hyphens', () => {
    expect(partyId('cpas-1a')).toBe('cpas-1a');
    for (const text of ['', '-a', 'a-', 'A', 'a b', 'a'.repeat(65)])
      expect(() => partyId(text)).toThrow(Malformed);
  });
});

describe('a field that is refused', () => {
  it('is named with its path, and another error passes as it is', () => {
    expect(() => atField('sender', () => atField('nis', () => nisCode('x')))).toThrow(
      'sender.nis: must be a NIS code of five digits',
    );
    expect(() =>
      atField('sender', () => {
        throw new RangeError('bug');
      }),
    ).toThrow(RangeError);
  });
});
