import { getMetadataStorage } from 'class-validator';

let done = false;

/**
 * Lets class-validator look once for the rules of a class. It looks through every class that it knows at each validation
 * otherwise. Only of what is validated without groups and schemas, which is all here; the
 * decorators of a class must have run before it is validated first.
 */
export function keepRules(): void {
  if (done) return;
  done = true;
  const storage = getMetadataStorage();
  const look = storage.getTargetValidationMetadatas.bind(storage);
  const kept = new Map<unknown, ReturnType<typeof look>>();
  storage.getTargetValidationMetadatas = (...asked) => {
    const [target, schema, always, strictGroups, groups] = asked;
    if (schema || always || strictGroups || groups?.length) return look(...asked);
    const rules = kept.get(target) ?? look(...asked);
    kept.set(target, rules);
    return rules;
  };
}
