/** Further members of an object, or items of a list, that a page leaves out. */
const REST = '…';

/**
 * What differs between an answer and how a page prints it, in words; empty where nothing does. In a text, `…` stands for
 * any signs of one line. In JSON it stands so in any text, and at the end of an object or list for what is left out there.
 */
export function differences(printed: string, told: string, language: string): readonly string[] {
  if (language !== 'json')
    return textIs(printed.trim(), told.replaceAll('\r\n', '\n').trim()) ? [] : ['the text is another one'];
  try {
    return unlike(parsed(printed), JSON.parse(told), 'answer');
  } catch (error) {
    return [`no JSON: ${String(error)}`];
  }
}

const parsed = (printed: string): unknown =>
  JSON.parse(
    printed.replace(/([^"\s])\s*…\s*([}\]])/g, (_all, before: string, end: string) => {
      const comma = ',{['.includes(before) ? '' : ',';
      return `${before}${comma}${end === '}' ? `"${REST}":true` : `{"${REST}":true}`}${end}`;
    }),
  );

function unlike(printed: unknown, told: unknown, at: string): readonly string[] {
  if (Array.isArray(printed) && Array.isArray(told)) return unlikeLists(printed, told, at);
  if (isObject(printed) && isObject(told)) {
    const missing = Object.keys(printed).filter((name) => name !== REST && !(name in told));
    const unprinted = REST in printed ? [] : Object.keys(told).filter((name) => !(name in printed));
    return [
      ...missing.map((name) => `${at}.${name} is not there`),
      ...unprinted.map((name) => `${at}.${name} is not printed`),
      ...Object.keys(printed)
        .filter((name) => name !== REST && name in told)
        .flatMap((name) => unlike(printed[name], told[name], `${at}.${name}`)),
    ];
  }
  const same =
    typeof printed === 'string' && typeof told === 'string' ? textIs(printed, told) : printed === told;
  return same ? [] : [`${at} is ${JSON.stringify(told)}`];
}

function unlikeLists(printed: readonly unknown[], told: readonly unknown[], at: string): readonly string[] {
  const last = printed.at(-1);
  const open = isObject(last) && Object.keys(last).join() === REST;
  const items = open ? printed.slice(0, -1) : printed;
  const count = open ? told.length >= items.length : told.length === items.length;
  if (!count) return [`${at} has ${told.length} items`];
  return items.flatMap((item, n) => unlike(item, told[n], `${at}[${n}]`));
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function textIs(printed: string, told: string): boolean {
  const parts = printed.split(REST).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(told);
}
